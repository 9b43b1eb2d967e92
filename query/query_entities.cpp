#include "query/query_entities.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/analysis/entities/entity_type.h"
#include "common/analysis/entities/name_key.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestName = 6;    // words
constexpr Xapian::doccount kSample = 200;  // articles that tell whether words are a name
constexpr std::size_t kMostWords = 64;     // of a query that are looked at
constexpr double kMostly = 0.5;            // share of the articles with the words that have the entity, from which on it is meant
constexpr double kMostlyCapital = 0.2;     // where the query itself writes the name with a capital

// That are names in capitals alone: US, WHO, IT, MAY.
constexpr std::array<std::string_view, 18> kCommonWords = {"a", "am", "as", "at", "be", "can", "he", "in", "is", "it", "may", "me", "no", "or", "so", "us", "who", "will"};

struct Item {
  const Node* node;            // a word, or a phrase, which is taken whole
  bool ends_sequence = false;  // what comes next is not beside it
};

bool is_capital(const std::string& text) { return !text.empty() && text[0] >= 'A' && text[0] <= 'Z'; }

// Free words and phrases in their order.
void collect(const Node& node, std::vector<Item>& items) {
  if (items.size() >= kMostWords) return;
  switch (node.kind) {
    case NodeKind::word: items.push_back({&node}); return;
    case NodeKind::phrase:
      if (!items.empty()) items.back().ends_sequence = true;
      items.push_back({&node});
      break;
    case NodeKind::words:
    case NodeKind::all:
    case NodeKind::any:
      for (const Node& child : node.children) {
        collect(child, items);
        if (node.kind == NodeKind::any && !items.empty()) items.back().ends_sequence = true;
      }
      break;
    default: break;
  }
  if (!items.empty()) items.back().ends_sequence = true;
}

class Recogniser {
 public:
  explicit Recogniser(const QueryEntityLookup& lookup) : lookup_(lookup) {}

  std::vector<QueryEntity> run(const Node& root) {
    std::vector<Item> items;
    collect(root, items);
    // All of them capital says nothing.
    capitals_tell_ = !std::all_of(items.begin(), items.end(), [](const Item& item) { return is_capital(item.node->text); });
    std::vector<QueryEntity> found;
    for (std::size_t at = 0; at < items.size();) {
      std::size_t taken = 0;
      for (std::size_t count = sequence_from(items, at); count > 0 && !taken; --count) {
        if (auto entity = recognise(items, at, count)) {
          found.push_back(*std::move(entity));
          taken = count;
        }
      }
      at += std::max<std::size_t>(taken, 1);
    }
    return found;
  }

 private:
  static std::size_t sequence_from(const std::vector<Item>& items, std::size_t at) {
    std::size_t count = 1;
    while (count < kLongestName && at + count < items.size() && !items[at + count - 1].ends_sequence) ++count;
    return count;
  }

  std::optional<QueryEntity> recognise(const std::vector<Item>& items, std::size_t at, std::size_t count) const {
    std::string text;
    for (std::size_t i = at; i < at + count; ++i) text += (text.empty() ? "" : " ") + items[i].node->text;
    if (std::find(kCommonWords.begin(), kCommonWords.end(), text) != kCommonWords.end()) return std::nullopt;
    return name(text, leaf_node(count == 1 ? items[at].node->kind : NodeKind::phrase, text), capitals_tell_ && is_capital(text));
  }

  // Of the types that are known, the one that most of the articles with the words have.
  std::optional<QueryEntity> name(const std::string& text, const Node& leaf, bool capital) const {
    std::optional<Named> best;
    double most = 0;
    std::optional<Xapian::Query> text_query;
    for (const EntityType type : kEntityTypes) {
      if (!lookup_.names.knows(type, text)) continue;
      if (!text_query) text_query = lookup_.text_query(leaf);
      Named named = lookup_.names.named(type, text);
      std::vector<Xapian::Query> ways;
      for (const NameForm& form : named.forms) ways.push_back(form_query(form));
      const Xapian::Query any_form(Xapian::Query::OP_OR, ways.begin(), ways.end());
      // Words no article has, of one it has by another name.
      const double value = share(any_form, *text_query).value_or(first_matches(any_form, 1).empty() ? 0 : 1);
      if (value <= most) continue;
      most = value;
      best = std::move(named);
    }
    if (!best || most < (capital ? kMostlyCapital : kMostly)) return std::nullopt;
    return query_entity(*best, text, lookup_.readable);
  }

  Xapian::MSet first_matches(const Xapian::Query& query, Xapian::doccount most) const {
    Xapian::Enquire enquire(lookup_.database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    return enquire.get_mset(0, most);
  }

  // Of the first articles that match `text`, the share that match `entity` too; none when no article matches `text`.
  std::optional<double> share(const Xapian::Query& entity, const Xapian::Query& text) const {
    const Xapian::MSet sample = first_matches(text, kSample);
    if (sample.empty()) return std::nullopt;
    // What both match is counted up to the last of these.
    const Xapian::docid last = *sample.back();
    const Xapian::MSet both = first_matches(Xapian::Query(Xapian::Query::OP_FILTER, entity, text), sample.size());
    const auto within = std::count_if(both.begin(), both.end(), [last](Xapian::docid docid) { return docid <= last; });
    return static_cast<double>(within) / sample.size();
  }

  const QueryEntityLookup& lookup_;
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

std::vector<QueryEntity> entities_in_text(const Node& root, const QueryEntityLookup& lookup) { return Recogniser(lookup).run(root); }

}  // namespace dateline
