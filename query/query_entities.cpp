#include "query/query_entities.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "common/analysis/entities/entity_type.h"
#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "common/text/fold.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestName = 6;    // words
constexpr std::size_t kMostWords = 64;     // of a query that are looked at
constexpr double kMostly = 0.4;            // articles that name the entity to those that have the words, from which on it is meant
constexpr double kMostlyCapital = 0.2;     // where the query itself writes the name with a capital, or articles mostly write the word in capitals
constexpr double kAcronym = 0.8;           // share of the articles with a word that have it in capitals, from which on it is an acronym
constexpr Xapian::doccount kSurely = 500;  // articles that name an entity of several words: it is one, however many have the words
constexpr std::size_t kMostBearers = 4, kMostContext = 3;  // of an ambiguous name, and other words of the query, that are weighed against each other
constexpr std::size_t kMostForms = 8;      // the most frequent ones that a name in free words covers; a field covers all
constexpr double kCommon = 0.1;            // share of all articles from which on a word does not tell one bearer from another
constexpr double kLikely = 0.01;           // of the usual bearer's articles: who is linked with the name in fewer is not meant
constexpr double kClearly = 0.7;           // at most so likely is the next bearer, where another than the usual one is meant
constexpr std::size_t kShortestPart = 3, kLongestJoined = 40;  // bytes of each half of "worldbank", and of the whole

// That are names in capitals alone: US, WHO, IT, MAY.
constexpr std::array<std::string_view, 18> kCommonWords = {"a", "am", "as", "at", "be", "can", "he", "in", "is", "it", "may", "me", "no", "or", "so", "us", "who", "will"};

struct Item {
  Node* node;                  // a word, or a phrase, which is taken whole
  Node* parent = nullptr;      // of a word beside others
  bool ends_sequence = false;  // what comes next is not beside it
};

bool is_capital(const std::string& text) { return !text.empty() && text[0] >= 'A' && text[0] <= 'Z'; }

// Free words and phrases in their order.
void collect(Node& node, Node* parent, std::vector<Item>& items) {
  if (items.size() >= kMostWords) return;
  switch (node.kind) {
    case NodeKind::word: items.push_back({&node, parent}); return;
    case NodeKind::phrase:
      if (!items.empty()) items.back().ends_sequence = true;
      items.push_back({&node});
      break;
    case NodeKind::words:
    case NodeKind::all:
    case NodeKind::any:
      // A group is beside nothing that comes before it.
      if (!items.empty()) items.back().ends_sequence = true;
      for (Node& child : node.children) {
        collect(child, node.kind == NodeKind::words ? &node : nullptr, items);
        if (node.kind != NodeKind::words && !items.empty()) items.back().ends_sequence = true;
      }
      break;
    default: break;
  }
  if (!items.empty()) items.back().ends_sequence = true;
}

// The children of `parent` that are `items` [begin, begin + count) under one node of their own; a word alone becomes one.
void enclose(const std::vector<Item>& items, std::size_t begin, std::size_t count, std::size_t entity) {
  Node name;
  name.kind = NodeKind::name;
  name.entity = entity;
  Node* first = items[begin].node;
  if (!items[begin].parent) {
    name.children.push_back(std::move(*first));
    *first = std::move(name);
    return;
  }
  std::vector<Node>& siblings = items[begin].parent->children;
  const auto from = siblings.begin() + (first - siblings.data()), to = from + static_cast<std::ptrdiff_t>(count);
  name.optional = std::all_of(from, to, [](const Node& word) { return word.optional; });
  std::move(from, to, std::back_inserter(name.children));
  *from = std::move(name);
  siblings.erase(from + 1, to);
}

class Recogniser {
 public:
  explicit Recogniser(const QueryEntityLookup& lookup) : lookup_(lookup) {}

  std::vector<AskedEntity> run(Node& root) {
    collect(root, nullptr, items_);
    // All of them capital says nothing.
    capitals_tell_ = !std::all_of(items_.begin(), items_.end(), [](const Item& item) { return is_capital(item.node->text); });
    std::vector<AskedEntity> found;
    std::vector<std::pair<std::size_t, std::size_t>> spans;  // in items_
    for (std::size_t at = 0; at < items_.size();) {
      std::size_t taken = 0;
      for (std::size_t count = sequence_from(at); count > 0 && !taken; --count) {
        if (auto entity = recognise(at, count)) {
          found.push_back(*std::move(entity));
          spans.emplace_back(at, taken = count);
        }
      }
      at += std::max<std::size_t>(taken, 1);
    }
    // From the back: what comes before stays where it is.
    for (std::size_t i = spans.size(); i-- > 0;)
      if (const auto [begin, count] = spans[i]; items_[begin].node->kind == NodeKind::word) enclose(items_, begin, count, i);
    return found;
  }

 private:
  std::size_t sequence_from(std::size_t at) const {
    std::size_t count = 1;
    while (count < kLongestName && at + count < items_.size() && !items_[at + count - 1].ends_sequence) ++count;
    return count;
  }

  std::optional<AskedEntity> recognise(std::size_t at, std::size_t count) const {
    std::string text;
    for (std::size_t i = at; i < at + count; ++i) text += (text.empty() ? "" : " ") + items_[i].node->text;
    if (std::find(kCommonWords.begin(), kCommonWords.end(), text) != kCommonWords.end()) return std::nullopt;
    if (auto named = name(text, text, at, count)) return named;
    return count == 1 ? joined_name(text, at) : std::nullopt;
  }

  // "worldbank", where no article has the word.
  std::optional<AskedEntity> joined_name(const std::string& text, std::size_t at) const {
    if (text.size() < 2 * kShortestPart || text.size() > kLongestJoined || !is_rarer(literally(text), 1)) return std::nullopt;
    for (std::size_t cut = kShortestPart; cut + kShortestPart <= text.size(); ++cut) {
      if ((text[cut] & 0xC0) == 0x80) continue;  // within a code point
      auto named = name(text.substr(0, cut) + " " + text.substr(cut), text, at, 1);
      if (!named) continue;
      items_[at].node->text.insert(cut, 1, ' ');  // its words are searched as two
      return named;
    }
    return std::nullopt;
  }

  Xapian::Query literally(const std::string& text) const { return lookup_.text_query(leaf_node(NodeKind::phrase, text)); }

  // Of the types that are known, the one that most articles name.
  std::optional<AskedEntity> name(const std::string& text, const std::string& typed, std::size_t at, std::size_t count) const {
    std::optional<Named> best;
    Xapian::doccount most = 0;
    for (const EntityType type : kEntityTypes) {
      if (!lookup_.names.knows(type, text)) continue;
      Named named = lookup_.names.named(type, text);
      Xapian::doccount articles = 0;
      for (const NameForm& form : named.forms) articles += lookup_.database.xapian().get_termfreq(entity_term(form.id));
      if (articles <= most) continue;
      most = articles;
      best = std::move(named);
    }
    if (!best) return std::nullopt;
    const bool several_words = text.find(' ') != std::string::npos;
    if (!several_words || most < kSurely) {
      const bool capital = (capitals_tell_ && is_capital(text)) || is_acronym(text);
      if (!is_rarer(literally(text), static_cast<double>(most) / (capital ? kMostlyCapital : kMostly) + 1)) return std::nullopt;
    }
    consider_others(*best, most, at, count);
    const std::vector<double> shares = weigh_bearers(*best, at, count);
    QueryEntity entity = query_entity(*best, typed, lookup_.readable);
    if (!best->candidates.empty()) {
      entity.id = best->candidates.front().id;
      entity.name = entity.may_be.front().name;
      entity.type = type_in_id(entity.id);
    }
    AskedEntity asked = asked_entity(*best, std::move(entity), shares, lookup_.names, lookup_.database.xapian());
    if (asked.forms.size() > kMostForms) asked.forms.erase(asked.forms.begin() + kMostForms, asked.forms.end());
    return asked;
  }

  bool is_acronym(const std::string& text) const {
    const std::string word = fold(text);
    const double all = lookup_.database.xapian().get_termfreq(word);
    return all > 0 && lookup_.database.xapian().get_termfreq(prefix::kAcronym + word) >= kAcronym * all;
  }

  // Whether fewer than `limit` articles match; looks at no more of them than it must.
  bool is_rarer(const Xapian::Query& query, double limit) const {
    const Xapian::MSet rough = counted(query, 0);
    if (rough.get_matches_upper_bound() < limit) return true;
    if (rough.get_matches_lower_bound() >= limit) return false;
    return counted(query, static_cast<Xapian::doccount>(std::ceil(limit))).get_matches_lower_bound() < limit;
  }

  // A name that is nearly always one's is another's where the other words of the query say so: ADB beside Africa.
  void consider_others(Named& named, std::uint64_t articles, std::size_t at, std::size_t count) const {
    if (named.others.empty() || count == items_.size()) return;
    const std::string usual = named.forms.front().id;
    Named all;
    all.candidates.push_back({usual, articles, {}});
    const double fewest = kLikely * static_cast<double>(articles);
    for (const LinkedName& other : named.others)
      if (all.candidates.size() < kMostBearers && static_cast<double>(other.articles) >= fewest) all.candidates.push_back({other.id, lookup_.names.articles_of(other.id), {}});
    if (all.candidates.size() < 2) return;
    const std::vector<double> shares = weigh_bearers(all, at, count);
    if (all.candidates.front().id == usual || shares[1] > kClearly) return;
    for (const NameForm& form : lookup_.names.forms_of(all.candidates.front().id))
      if (std::find(named.forms.begin(), named.forms.end(), form) == named.forms.end()) named.forms.push_back(form);
    named.candidates = std::move(all.candidates);
  }

  // Puts the bearers of an ambiguous name in the order of how likely they are meant, and returns how likely beside the first: naive Bayes over how common each is and in
  // which share of the articles on it the other words stand.
  std::vector<double> weigh_bearers(Named& named, std::size_t at, std::size_t count) const {
    std::vector<std::pair<double, LinkedName>> bearers;
    std::vector<Xapian::Query> context;
    for (std::size_t i = 0; i < items_.size() && context.size() < kMostContext; ++i) {
      if (i >= at && i < at + count) continue;
      Xapian::Query word = lookup_.text_query(*items_[i].node);
      if (is_rarer(word, kCommon * lookup_.database.xapian().get_doccount() + 1)) context.push_back(std::move(word));
    }
    for (std::size_t i = 0; i < named.candidates.size(); ++i) {
      const LinkedName& bearer = named.candidates[i];
      double likely = std::log(static_cast<double>(std::max<std::uint64_t>(1, bearer.articles)));
      if (!context.empty() && i < kMostBearers) {
        const Xapian::Query naming = forms_query(lookup_.names.forms_of(bearer.id));
        const double all = articles_with(naming);
        for (const Xapian::Query& word : context) likely += std::log((articles_with(Xapian::Query(Xapian::Query::OP_FILTER, naming, word)) + 0.5) / (all + 1));
      } else if (!context.empty()) {
        likely -= static_cast<double>(context.size()) * std::log(2 * (static_cast<double>(bearer.articles) + 1));  // as if none of its articles had them
      }
      bearers.emplace_back(likely, bearer);
    }
    std::stable_sort(bearers.begin(), bearers.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<double> shares;
    named.candidates.clear();
    for (auto& [likely, bearer] : bearers) {
      shares.push_back(std::exp(likely - bearers.front().first));
      named.candidates.push_back(std::move(bearer));
    }
    return shares;
  }

  double articles_with(const Xapian::Query& query) const { return counted(query, lookup_.database.xapian().get_doccount()).get_matches_estimated(); }

  // How many match, in no order; at least `look_at` of them are counted one by one.
  Xapian::MSet counted(const Xapian::Query& query, Xapian::doccount look_at) const {
    Xapian::Enquire enquire(lookup_.database.xapian());
    enquire.set_query(without_whole_lists(query, lookup_.database, false));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, look_at);
  }

  const QueryEntityLookup& lookup_;
  std::vector<Item> items_;
  bool capitals_tell_ = true;
};

}  // namespace

QueryEntity query_entity(const Named& named, const std::string& text, const std::function<std::string(const std::string& entity)>& readable) {
  QueryEntity entity;
  entity.id = named.forms.front().id;
  entity.name = readable(entity.id);
  entity.type = type_in_id(entity.id);
  entity.text = text;
  for (const LinkedName& candidate : named.candidates) entity.may_be.push_back({candidate.id, readable(candidate.id), candidate.articles});
  return entity;
}

std::vector<AskedEntity> recognise_names(Node& root, const QueryEntityLookup& lookup) { return Recogniser(lookup).run(root); }

}  // namespace dateline
