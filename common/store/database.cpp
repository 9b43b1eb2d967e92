#include "common/store/database.h"

#include <algorithm>
#include <utility>

#include "common/error.h"
#include "common/store/family_index.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"

namespace dateline {
namespace {

constexpr int kRestarts = 10;

}  // namespace

Database::Database(const std::vector<std::string>& paths, Accept accept)
    : decompressor_([this](std::uint32_t id) {
        std::string bytes;
        for (std::size_t i = 0; i < live_.size() && bytes.empty(); ++i)
          bytes = live_[i]->database().get_metadata(std::string(metadata::kDictionary) + std::to_string(id));
        return bytes;
      }) {
  for (ShardAddress& address : shards_of(paths)) places_.push_back({Shard(std::move(address), accept), false, {}, {}});
  with_snapshot([] {});
}

void Database::refresh() {
  for (Place& place : places_) {
    if (place.away_since) continue;
    changed_ |= place.shard.refresh();
  }
  if (std::all_of(places_.begin(), places_.end(), [](const Place& place) { return place.away_since.has_value(); }))
    throw Error(ErrorKind::database, places_.front().shard.name() + " does not answer (" + places_.front().reason + ")" + (places_.size() > 1 ? ", nor does any other shard" : ""));
  if (!changed_) return;
  live_.clear();
  combined_ = Xapian::Database();
  for (const Place& place : places_) {
    if (place.away_since) continue;
    live_.push_back(&place.shard);
    combined_.add_database(place.shard.database());
  }
  changed_ = false;
}

void Database::failed(const Xapian::NetworkError& error, bool too_slow) {
  const auto place = std::find_if(places_.begin(), places_.end(), [&](const Place& one) { return one.shard.is_source_of(error); });
  if (place == places_.end()) rethrow_xapian(error, source_of(error));
  place->shard.disconnect();
  changed_ = true;
  if (!too_slow && !std::exchange(place->again, true)) return;
  place->away_since = std::chrono::steady_clock::now();
  place->reason = error.get_msg() + (error.get_error_string() ? std::string(": ") + error.get_error_string() : "");
}

std::string Database::source_of(const Xapian::Error& error) const {
  for (const Place& place : places_)
    if (place.shard.is_source_of(error)) return place.shard.name();
  return places_.front().shard.name();
}

void Database::with_snapshot(const std::function<void()>& ask) {
  // Who has been away for a while is tried once more, and not again for this question.
  for (Place& place : places_) {
    place.again = false;
    if (!place.away_since || std::chrono::steady_clock::now() - *place.away_since < std::chrono::seconds(kAwaySeconds)) continue;
    place.away_since.reset();
    changed_ = true;
  }
  std::optional<std::vector<std::uint64_t>> damaged;
  for (int attempt = 1;;) {
    try {
      refresh();
      ask();
      return;
    } catch (const Xapian::DatabaseModifiedError& error) {
      if (attempt++ == kRestarts) rethrow_xapian(error, source_of(error));
    } catch (const Xapian::DatabaseCorruptError& error) {
      // What a writer two commits ahead writes over looks damaged. What looks so twice in the same state is.
      std::vector<std::uint64_t> now = state();
      if (attempt++ == kRestarts || damaged == now) rethrow_xapian(error, source_of(error));
      damaged = std::move(now);
      for (Place& place : places_)
        if (!place.shard.is_remote()) place.shard.disconnect();  // it may have been overtaken while it was opened
      changed_ = true;
    } catch (const Xapian::NetworkTimeoutError& error) {
      failed(error, true);
    } catch (const Xapian::NetworkError& error) {
      failed(error, false);
    } catch (const Xapian::Error& error) {
      rethrow_xapian(error, source_of(error));
    }
  }
}

std::vector<MissingShard> Database::missing() const {
  std::vector<MissingShard> all;
  for (const Place& place : places_)
    if (place.away_since) all.push_back({place.shard.name(), place.reason});
  return all;
}

Article Database::article(Xapian::docid id) { return article_of(combined_.get_document(id)); }

Article Database::article_of(const Xapian::Document& document) {
  return decode_article(decompressor_.decompress(document.get_data()));
}

std::vector<Xapian::Database> Database::databases() const {
  std::vector<Xapian::Database> all;
  for (const Shard* shard : live_) all.push_back(shard->database());
  return all;
}

bool Database::any_remote() const {
  return std::any_of(live_.begin(), live_.end(), [](const Shard* shard) { return shard->is_remote(); });
}

std::vector<std::uint64_t> Database::state() const {
  std::vector<std::uint64_t> state;
  for (const Place& place : places_) {
    state.push_back(place.away_since ? 0 : place.shard.generation());
    state.push_back(place.away_since ? 0 : place.shard.revision());
  }
  return state;
}

std::vector<std::string> Database::generations() const {
  std::vector<std::string> generations;
  for (const Place& place : places_) generations.push_back(place.away_since ? std::string() : std::to_string(place.shard.generation()) + ":" + place.shard.database().get_uuid());
  return generations;
}

std::vector<Xapian::docid> Database::members(std::uint64_t family) const {
  std::vector<Xapian::docid> members;
  for (std::size_t shard = 0; shard < live_.size(); ++shard)
    for (const ArticleNumber number : family_members(live_[shard]->database(), family))
      members.push_back(static_cast<Xapian::docid>((number - 1) * live_.size() + shard + 1));  // as Xapian numbers documents of several databases
  std::sort(members.begin(), members.end());
  return members;
}

StoredDocument Database::stored(Xapian::docid id) {
  const std::string file(prefix::kFile);
  const Xapian::Document document = combined_.get_document(id);
  StoredDocument stored;
  stored.provenance.canonical_record = document.get_value(slot::kCanonicalRecord);
  auto term = document.termlist_begin();
  for (term.skip_to(file); term != document.termlist_end() && (*term).rfind(file, 0) == 0; ++term) stored.provenance.origins.push_back((*term).substr(file.size()));
  stored.article = article_of(document);
  return stored;
}

std::vector<DatabaseStatus> Database::status() const {
  std::vector<DatabaseStatus> all;
  for (const Shard* shard : live_) all.push_back(shard->status());
  return all;
}

}  // namespace dateline
