#include "common/store/families.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>
#include <unordered_map>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kRemembered = 200'000;  // articles in memory; about 100 bytes each

// What has been told of the articles that have come, and of the others what the database says, remembered for as long as there is room.
class Memory {
 public:
  // `come`: what has been told of an article, or nullptr.
  Memory(std::function<const Relative*(ArticleNumber)> come, Relatives& relatives) : come_(std::move(come)), relatives_(relatives) {}

  const Relative& operator[](ArticleNumber article) {
    if (const Relative* told = come_(article)) return *told;
    if (const auto found = known_.find(article); found != known_.end()) return found->second;
    if (known_.size() >= kRemembered) known_.clear();
    return known_.emplace(article, relatives_.relative(article)).first->second;
  }

 private:
  const std::function<const Relative*(ArticleNumber)> come_;
  Relatives& relatives_;
  std::unordered_map<ArticleNumber, Relative> known_;
};

// Disjoint sets of nodes: a node is an article, or a stored family that stays whole.
class Groups {
 public:
  std::size_t of_article(ArticleNumber article) { return node(articles_, article); }
  std::size_t of_family(FamilyId family) { return node(families_, family); }

  std::size_t root(std::size_t node) {
    while (parents_[node] != node) node = parents_[node] = parents_[parents_[node]];
    return node;
  }

  void join(std::size_t a, std::size_t b) { parents_[root(a)] = root(b); }

  const std::unordered_map<ArticleNumber, std::size_t>& articles() const { return articles_; }
  const std::unordered_map<FamilyId, std::size_t>& families() const { return families_; }
  std::size_t size() const { return parents_.size(); }

 private:
  template <typename Key>
  std::size_t node(std::unordered_map<Key, std::size_t>& nodes, Key key) {
    const auto [entry, fresh] = nodes.emplace(key, parents_.size());
    if (fresh) parents_.push_back(parents_.size());
    return entry->second;
  }

  std::unordered_map<ArticleNumber, std::size_t> articles_;
  std::unordered_map<FamilyId, std::size_t> families_;
  std::vector<std::size_t> parents_;
};

struct Component {
  FamilyId id = ~FamilyId{0};
  std::size_t members = 0;
};

}  // namespace

bool near_duplicates(const Relative& a, const Relative& b) {
  if (a.day && b.day && std::abs(static_cast<std::int64_t>(*a.day) - *b.day) > kCopyDays) return false;
  return containment(a.sketch, b.sketch) >= kCopyContainment;
}

void Families::gone(ArticleNumber article, const std::vector<std::uint32_t>& keys, std::optional<FamilyId> family) {
  come_.push_back({article, std::nullopt});
  if (family) broken_.insert(*family);
  for (const std::uint32_t key : keys) key_changes_.push_back({key, article, -1});
}

void Families::come(ArticleNumber article, const std::vector<std::uint32_t>& keys, const Relative& relative) {
  come_.push_back({article, relative});
  for (const std::uint32_t key : keys) key_changes_.push_back({key, article, 1});
}

const std::vector<KeyChange>& Families::key_changes() {
  std::sort(key_changes_.begin(), key_changes_.end());
  return key_changes_;
}

// What was told last of an article holds.
void Families::settle_come() {
  const auto before = [](const Come& a, const Come& b) { return a.article < b.article; };
  if (!std::is_sorted(come_.begin(), come_.end(), before)) std::stable_sort(come_.begin(), come_.end(), before);  // which takes half as much memory again
  auto kept = come_.begin();
  for (auto told = come_.begin(); told != come_.end(); ++told)
    if (told->relative && (told + 1 == come_.end() || told[1].article != told->article)) *kept++ = *told;
  come_.erase(kept, come_.end());
}

std::vector<FamilyChange> Families::settle(Relatives& relatives) {
  settle_come();
  const auto come = [this](ArticleNumber article) -> const Relative* {
    const auto place = std::lower_bound(come_.begin(), come_.end(), article, [](const Come& one, ArticleNumber number) { return one.article < number; });
    return place == come_.end() || place->article != article ? nullptr : &*place->relative;
  };
  Memory memory(come, relatives);
  std::set<ArticleNumber> old;                         // articles of old that lose their family
  std::vector<std::pair<std::uint32_t, ArticleNumber>> shared;  // the keys, of those to be compared, that others have too
  const auto loose = [&](ArticleNumber article) { return old.count(article) || come(article); };

  // A key that has become common, or is no longer, has all its articles compared anew.
  key_changes();
  for (std::size_t i = 0; i < key_changes_.size();) {
    const std::size_t begin = i;
    const std::uint32_t key = key_changes_[i].key;
    std::int64_t change = 0;
    for (; i < key_changes_.size() && key_changes_[i].key == key; ++i) change += key_changes_[i].by;
    const auto now = static_cast<std::int64_t>(relatives.holders(key)), limit = static_cast<std::int64_t>(kCommonKey);
    if (now > 1 && now <= limit)
      for (std::size_t j = begin; j < i; ++j)
        if (key_changes_[j].by > 0 && come(key_changes_[j].article)) shared.emplace_back(key, key_changes_[j].article);
    if ((now > limit) == (now - change > limit)) continue;
    for (const ArticleNumber article : relatives.articles(key)) {
      if (!come(article)) old.insert(article);
      if (const auto family = memory[article].family) broken_.insert(*family);
    }
  }
  for (const FamilyId family : broken_)
    for (const ArticleNumber article : relatives.members(family))
      if (!come(article)) old.insert(article);
  for (const ArticleNumber article : old) {
    for (const std::uint32_t key : relatives.keys(article))
      if (const std::size_t holders = relatives.holders(key); holders > 1 && holders <= kCommonKey) shared.emplace_back(key, article);
  }

  // Whatever joins one of them to another is found from it; the rest are joined as they were.
  Groups groups;
  for (const Come& one : come_)
    if (one.relative->family) groups.of_article(one.article);
  for (const ArticleNumber article : old) groups.of_article(article);
  std::sort(shared.begin(), shared.end());
  for (const auto& [key, article] : shared) {
    const std::size_t self = groups.of_article(article);
    const Relative relative = memory[article];
    for (const ArticleNumber other : relatives.articles(key)) {
      if (other == article) continue;
      const Relative& candidate = memory[other];
      const bool whole = candidate.family && !loose(other);
      const std::size_t node = whole ? groups.of_family(*candidate.family) : groups.of_article(other);
      if (groups.root(node) != groups.root(self) && near_duplicates(relative, candidate)) groups.join(node, self);
    }
  }

  std::vector<Component> components(groups.size());
  for (const auto& [article, node] : groups.articles()) {
    Component& component = components[groups.root(node)];
    component.id = std::min<FamilyId>(component.id, memory[article].hash);
    ++component.members;
  }
  for (const auto& [family, node] : groups.families()) {
    Component& component = components[groups.root(node)];
    component.id = std::min(component.id, family);
    component.members += 2;
  }
  std::vector<FamilyChange> changes;
  for (const auto& [article, node] : groups.articles()) {
    const Component& component = components[groups.root(node)];
    const std::optional<FamilyId> family = component.members > 1 ? std::optional(component.id) : std::nullopt;
    if (memory[article].family != family) changes.push_back({article, family});
  }
  for (const auto& [family, node] : groups.families()) {
    const FamilyId id = components[groups.root(node)].id;
    if (id == family) continue;
    for (const ArticleNumber article : relatives.members(family)) changes.push_back({article, id});
  }
  std::sort(changes.begin(), changes.end(), [](const FamilyChange& a, const FamilyChange& b) { return a.article < b.article; });
  *this = {};
  return changes;
}

}  // namespace dateline
