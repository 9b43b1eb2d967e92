#include "common/analysis/entities/entity_linker.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>

#include "common/analysis/entities/acronym_spans.h"
#include "common/analysis/entities/base_names.h"
#include "common/analysis/entities/mention_rules.h"
#include "common/analysis/entities/name_key.h"
#include "common/analysis/entities/salience.h"
#include "common/text/tokenizer.h"

namespace dateline {
namespace {

constexpr std::size_t kMostMentions = 20'000;  // of a longer list the rest is left out
constexpr std::size_t kLongestName = 200;      // bytes; what is longer names nobody
constexpr std::size_t kShortestBeginning = 3;  // letters of "Ford" in "Ford Motor"

// Where a mention stands: the title comes before the body.
struct Place {
  bool in_title;
  std::uint32_t begin;
};

// All mentions of one key.
struct Group {
  EntityType type;
  std::string key;
  std::vector<std::string_view> words;
  std::vector<std::size_t> mentions;  // into the list, rising
};

struct Item {
  std::string_view surface;
  Place place;
  std::size_t group;
};

// "imf" of international-monetary-fund; of department-of-justice also, without the small words, "dj".
std::vector<std::string> initials_of(const std::vector<std::string_view>& words) {
  std::string all, telling;
  for (const std::string_view word : words) {
    all.push_back(word.front());
    if (word != "of" && word != "the" && word != "and" && word != "for" && word != "on" && word != "in") telling.push_back(word.front());
  }
  return all == telling ? std::vector<std::string>{all} : std::vector<std::string>{all, telling};
}

bool begins_with(const std::vector<std::string_view>& words, const std::vector<std::string_view>& beginning) {
  return words.size() > beginning.size() && std::equal(beginning.begin(), beginning.end(), words.begin());
}

bool ends_with(const std::vector<std::string_view>& words, const std::vector<std::string_view>& ending) {
  return words.size() > ending.size() && std::equal(ending.rbegin(), ending.rend(), words.rbegin());
}

std::string group_key(EntityType type, const std::string& key) { return key + static_cast<char>('0' + static_cast<int>(type)); }

class Linker {
 public:
  Linker(std::string_view title, std::string_view body) : title_(title), body_(body) {}

  void run(const Mentions& mentions, std::vector<ArticleEntity>& out) {
    collect_all(title_, mentions.title, {}, true);
    collect_all(body_, mentions.body, credit_lines(body_), false);
    settle_types();
    by_last_word();
    for (std::size_t i = 0; i < groups_.size(); ++i) join_persons(i);
    for (std::size_t i = 0; i < groups_.size(); ++i) join_orgs(i);
    write(out);
  }

 private:
  void collect_all(std::string_view text, const std::vector<Mention>& mentions, const std::vector<Stretch>& credits, bool in_title) {
    std::vector<Mention> settled;
    auto credit = credits.begin();
    for (const Mention& mention : mentions) {
      while (credit != credits.end() && credit->end <= mention.begin) ++credit;
      if (credit != credits.end() && credit->begin <= mention.begin) continue;
      if (mention.begin < mention.end && mention.end <= text.size()) settle_mention(text, mention, settled);
    }
    fit_to_acronyms(text, settled);
    for (const Mention& mention : settled) collect(text, mention, in_title);
  }

  void collect(std::string_view text, const Mention& mention, bool in_title) {
    if (items_.size() == kMostMentions || mention.end - mention.begin > kLongestName) return;
    const std::string_view surface = bare_name(text.substr(mention.begin, mention.end - mention.begin), mention.type);
    EntityType type = mention.type;
    std::string key = name_key(surface, type);
    if (key.empty()) return;
    known(type, key);
    const std::size_t group = group_of(type, key);
    groups_[group].mentions.push_back(items_.size());
    const std::uint32_t begin = static_cast<std::uint32_t>(surface.data() - text.data());
    items_.push_back({surface, {in_title, begin}, group});
  }

  // The key of the whole name, and the type it is known by. A surname alone says too little.
  static void known(EntityType& type, std::string& key) {
    const bool one_word = key.find('-') == std::string::npos;
    if (const BaseName* base = base_name(type, key)) {
      if (type == EntityType::person && one_word) return;
      type = base->type;
      key = base->key;
      return;
    }
    for (const EntityType other : {EntityType::place, EntityType::org}) {
      if (type == EntityType::person || other == type) continue;
      if (const BaseName* base = base_name(other, key)) {
        type = base->type;
        key = base->key;
        return;
      }
    }
  }

  std::size_t group_of(EntityType type, const std::string& key) {
    const auto [entry, fresh] = by_key_.emplace(group_key(type, key), groups_.size());
    if (fresh) groups_.push_back({type, key, {}, {}});
    return entry->second;
  }

  // A name that was taken for several things is what it was taken for most often.
  void settle_types() {
    std::unordered_map<std::string_view, std::vector<std::size_t>> of_key;
    for (std::size_t i = 0; i < groups_.size(); ++i) of_key[groups_[i].key].push_back(i);
    for (const auto& [key, same] : of_key) {
      const std::size_t most = *std::max_element(same.begin(), same.end(), [&](std::size_t a, std::size_t b) {
        return groups_[a].mentions.size() != groups_[b].mentions.size() ? groups_[a].mentions.size() < groups_[b].mentions.size() : a > b;
      });
      for (const std::size_t one : same) {
        if (one == most) continue;
        move_mentions(one, most);
      }
    }
    for (Group& group : groups_) group.words = key_words(group.key);
  }

  void move_mentions(std::size_t from, std::size_t to) {
    for (const std::size_t mention : groups_[from].mentions) items_[mention].group = to;
    std::vector<std::size_t> both;
    std::merge(groups_[from].mentions.begin(), groups_[from].mentions.end(), groups_[to].mentions.begin(), groups_[to].mentions.end(), std::back_inserter(both));
    groups_[to].mentions = std::move(both);
    groups_[from].mentions.clear();
  }

  void by_last_word() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const Group& group = groups_[i];
      if (group.mentions.empty() || group.words.size() < 2) continue;
      if (group.type == EntityType::person) {
        persons_by_last_[group.words.back()].push_back(i);
        persons_by_first_[group.words.front()].push_back(i);
      }
      if (group.type == EntityType::org) {
        for (std::string& initials : initials_of(group.words)) orgs_by_initials_.emplace(std::move(initials), i);
        orgs_by_first_[group.words.front()].push_back(i);
      }
    }
  }

  void join_persons(std::size_t index) {
    Group& group = groups_[index];
    if (group.mentions.empty()) return;
    if (group.words.size() >= 2) {
      if (group.type != EntityType::person) return;
      // J. Sullivan; Muhammad Hosni Mubarak and Hosni Mubarak.
      const auto found = persons_by_last_.find(group.words.back());
      if (found == persons_by_last_.end()) return;
      for (const std::size_t other : found->second) {
        if (other == index || groups_[other].mentions.empty()) continue;
        const auto& fuller = groups_[other].words;
        const bool initial = group.words.size() == 2 && group.words[0].size() == 1 && fuller[0].size() > 1 && fuller[0].front() == group.words[0].front();
        if (!initial && !ends_with(fuller, group.words)) continue;
        move_mentions(index, other);
        return;
      }
      return;
    }
    if (group.type != EntityType::person && base_name(group.type, group.key)) return;  // Washington, not George
    const auto last = persons_by_last_.find(group.words.front());
    const auto first = group.type == EntityType::person ? persons_by_first_.find(group.words.front()) : persons_by_first_.end();
    const std::vector<std::size_t>* candidates = last != persons_by_last_.end() ? &last->second : first != persons_by_first_.end() ? &first->second : nullptr;
    if (!candidates) return settle_seat(index);
    const std::vector<std::size_t> mentions = std::move(group.mentions);
    group.mentions.clear();
    for (const std::size_t mention : mentions) {
      const std::size_t nearest = nearest_of(*candidates, mention);
      items_[mention].group = nearest;
      auto& there = groups_[nearest].mentions;
      there.insert(std::upper_bound(there.begin(), there.end(), mention), mention);
    }
  }

  // "The Kremlin denied", taken for a person whom nobody has named in full.
  void settle_seat(std::size_t index) {
    Group& group = groups_[index];
    const BaseName* seat = seat_of_government(group.key);
    if (group.type != EntityType::person || !seat) return;
    if (const auto known = by_key_.find(group_key(seat->type, seat->key)); known != by_key_.end()) return move_mentions(index, known->second);
    group.type = seat->type;
    group.key = seat->key;
    group.words = key_words(group.key);
  }

  // The one named last before the mention, else the first after it. The title is read after the body.
  std::size_t nearest_of(const std::vector<std::size_t>& candidates, std::size_t mention) const {
    std::optional<std::size_t> before, after;
    std::size_t best_before = 0, best_after = 0;
    for (const std::size_t candidate : candidates) {
      const auto& places = groups_[candidate].mentions;
      if (places.empty()) continue;
      const auto next = std::upper_bound(places.begin(), places.end(), mention);
      if (next != places.begin() && (!before || *(next - 1) > *before)) {
        before = *(next - 1);
        best_before = candidate;
      }
      if (next != places.end() && (!after || *next < *after)) {
        after = *next;
        best_after = candidate;
      }
    }
    return before ? best_before : after ? best_after : candidates.front();
  }

  void join_orgs(std::size_t index) {
    Group& group = groups_[index];
    if (group.mentions.empty() || group.type == EntityType::person) return;
    if (group.words.size() == 1 && group.type != EntityType::place && is_all_capitals(items_[group.mentions.front()].surface)) {
      if (const auto whole = orgs_by_initials_.find(group.key); whole != orgs_by_initials_.end() && !groups_[whole->second].mentions.empty())
        return move_mentions(index, whole->second);
    }
    if (group.type != EntityType::org || group.key.size() < kShortestBeginning) return;
    const auto found = orgs_by_first_.find(group.words.front());
    if (found == orgs_by_first_.end()) return;
    std::optional<std::size_t> only;
    for (const std::size_t other : found->second) {
      if (other == index || groups_[other].mentions.empty() || !begins_with(groups_[other].words, group.words)) continue;
      if (only) return;
      only = other;
    }
    if (only) move_mentions(index, *only);
  }

  void write(std::vector<ArticleEntity>& out) const {
    out.clear();
    for (const Group& group : groups_) {
      if (group.mentions.empty()) continue;
      ArticleEntity entity;
      entity.type = to_string(group.type);
      entity.id = entity_id(group.type, group.key);
      entity.mentions = static_cast<std::uint32_t>(group.mentions.size());
      Prominence prominence;
      prominence.type = group.type;
      prominence.mentions = entity.mentions;
      prominence.all_mentions = static_cast<std::uint32_t>(items_.size());
      prominence.body_bytes = prominence.first = body_.size();
      std::string_view fullest;
      for (const std::size_t mention : group.mentions) {
        const Item& item = items_[mention];
        entity.in_title |= item.place.in_title;
        if (!item.place.in_title) {
          prominence.in_lead |= item.place.begin < kLeadBytes;
          prominence.first = std::min<std::size_t>(prominence.first, item.place.begin);
        }
        if (std::find(entity.surfaces.begin(), entity.surfaces.end(), item.surface) == entity.surfaces.end()) {
          if (entity.surfaces.size() < kMostSurfaces) entity.surfaces.emplace_back(item.surface);
          // That of the key itself, as a sentence rather than as a headline in capitals writes it.
          const bool whole = name_key(item.surface, group.type) == group.key;
          if (whole && (fullest.empty() || (is_all_capitals(fullest) && !is_all_capitals(item.surface)))) fullest = item.surface;
        }
      }
      const bool surname = group.type == EntityType::person && group.words.size() == 1;
      const BaseName* base = surname ? nullptr : base_name(group.type, group.key);
      entity.name = base ? base->name : std::string(fullest.empty() ? items_[group.mentions.front()].surface : fullest);
      prominence.in_title = entity.in_title;
      entity.salience = std::round(salience(prominence) * 1000) / 1000;  // as it is stored
      out.push_back(std::move(entity));
    }
    std::sort(out.begin(), out.end(), [](const ArticleEntity& a, const ArticleEntity& b) { return a.salience != b.salience ? a.salience > b.salience : a.id < b.id; });
  }

  static constexpr std::size_t kMostSurfaces = 20;

  std::string_view title_, body_;
  std::vector<Item> items_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> persons_by_last_, persons_by_first_, orgs_by_first_;
  std::unordered_map<std::string, std::size_t> orgs_by_initials_;
};

}  // namespace

void link_entities(std::string_view title, std::string_view body, const Mentions& mentions, std::vector<ArticleEntity>& out) { Linker(title, body).run(mentions, out); }

}  // namespace dateline
