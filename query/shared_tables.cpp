#include "query/shared_tables.h"

#include <algorithm>
#include <set>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kMostSteps = 64;
constexpr std::size_t kMostReread = 2000;  // documents; of more, all are read

}  // namespace

std::optional<Epoch> SharedTables::epoch_of(Database& database) {
  if (database.any_remote() || !database.missing().empty()) return std::nullopt;
  const std::vector<Xapian::Database> databases = database.databases();
  const std::lock_guard lock(mutex_);
  std::vector<std::string> generations = database.generations();
  if (generations == generations_) {
    bool same = true;
    for (std::size_t i = 0; i < databases.size(); ++i) {
      const std::uint64_t revision = databases[i].get_revision();
      if (revision < places_[i].revision) return std::nullopt;
      same = same && revision == places_[i].revision;
    }
    if (same) return epoch_;
  }
  const bool followed = generations == generations_ && follow(databases);
  std::vector<LogPlace> places;
  for (const Xapian::Database& one : databases) places.push_back(log_place(one));
  if (!followed) {
    steps_.clear();
    names_->forget(epoch_ + 1);
  }
  generations_ = std::move(generations);
  places_ = std::move(places);
  return ++epoch_;
}

// What the commits since changed; false when that is not to be told.
bool SharedTables::follow(const std::vector<Xapian::Database>& databases) {
  Step step{epoch_ + 1, {}};
  std::set<std::uint32_t> names;
  for (std::size_t i = 0; i < databases.size(); ++i) {
    std::optional<LoggedChanges> changes = changes_since(places_[i], databases[i]);
    if (!changes || changes->everything) return false;
    names.merge(changes->names);
    for (const Xapian::docid docid : changes->documents) step.documents.push_back(static_cast<Xapian::docid>((docid - 1) * databases.size() + i + 1));
  }
  if (steps_.size() >= kMostSteps) steps_.erase(steps_.begin());
  steps_.push_back(std::move(step));
  names_->changed(names, epoch_ + 1);
  return true;
}

std::optional<std::vector<Xapian::docid>> SharedTables::changed_since(Epoch then, Epoch now) {
  const std::lock_guard lock(mutex_);
  if (steps_.empty() || steps_.front().epoch > then + 1) return std::nullopt;
  std::set<Xapian::docid> documents;
  for (const Step& step : steps_)
    if (step.epoch > then && step.epoch <= now) documents.insert(step.documents.begin(), step.documents.end());
  if (documents.size() > kMostReread) return std::nullopt;
  return std::vector<Xapian::docid>(documents.begin(), documents.end());
}

std::shared_ptr<const KeywordColumn> SharedTables::column(const std::string& name, Epoch epoch, const std::function<KeywordColumn()>& make) {
  const std::lock_guard lock(making_);
  if (epoch > columns_of_) {
    columns_.clear();
    columns_of_ = epoch;
  }
  if (epoch < columns_of_) return std::make_shared<const KeywordColumn>(make());
  if (const auto known = columns_.find(name); known != columns_.end()) return known->second;
  return columns_.emplace(name, std::make_shared<const KeywordColumn>(make())).first->second;
}

void SharedTables::with_entities(Database& database, Epoch epoch, const std::function<void(const EntityLists&)>& read) {
  if (epoch < entities_of_) return read(EntityLists::of_all(database.xapian()));
  if (epoch > entities_of_) {
    const std::optional<std::vector<Xapian::docid>> changed = entities_of_ ? changed_since(entities_of_, epoch) : std::nullopt;
    if (changed)
      entities_.read_again(*changed, database.xapian());
    else
      entities_ = EntityLists::of_all(database.xapian());
    entities_of_ = epoch;
  }
  read(entities_);
}

}  // namespace dateline
