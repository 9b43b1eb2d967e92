#include "query/query_builder.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/analysis/entities/entity_type.h"
#include "common/analysis/entities/name_key.h"
#include "common/store/match_all.h"
#include "common/store/schema.h"
#include "common/text/fold.h"
#include "common/text/related_forms.h"
#include "common/text/tokenizer.h"
#include "query/best_of.h"
#include "query/date_terms.h"
#include "query/no_match.h"
#include "query/query_entities.h"
#include "query/syntax_fields.h"
#include "query/syntax_tree.h"
#include "query/term_counts.h"
#include "query/who_is_meant.h"
#include "query/word_terms.h"

namespace dateline {
namespace {

using Xapian::Query;

constexpr std::size_t kLongestCapsWord = 5;
constexpr std::size_t kQuickWords = 16;  // fewer are quick, however many articles there are

using Field = WordField;

Field field_of(const std::string& name) {
  if (name == "title") return {std::string(prefix::kTitle), true};
  if (name == "author") return {std::string(prefix::kAuthor), false};
  if (name == "source") return {std::string(prefix::kSource), false};
  if (name == "section") return {std::string(prefix::kSection), false};
  if (name == "tag") return {std::string(prefix::kTag), false};
  return {};
}

class Builder {
 public:
  Builder(const Xapian::Database& database, const BuildOptions& options) : database_(database), options_(options), words_(database, options.languages, options.other_languages) {}

  BuiltQuery run(const Node& root) {
    std::string typed;
    collect_text(root, typed);
    // A query typed with caps lock on names no acronyms; one of short words alone does.
    capitals_are_acronyms_ = !(is_all_capitals(typed) && has_long_word(typed));
    out_.query = build(root, {});
    if (leaves_ + expanded_ > kQuickWords) out_.query = in_time(out_.query, options_.time_limit);
    if (options_.words_alone && asks_more_) out_.warnings.emplace_back(kWordsAlone);
    return std::move(out_);
  }

 private:
  static void collect_text(const Node& node, std::string& typed) {
    if (!node.text.empty()) typed.append(node.text).push_back(' ');
    for (const Node& child : node.children) collect_text(child, typed);
  }

  static bool has_long_word(const std::string& typed) {
    TokenList tokens;
    tokenize(typed, {.capitals_are_acronyms = false}, tokens);
    return std::any_of(tokens.tokens.begin(), tokens.tokens.end(), [](const Token& token) {
      return token.cp_end - token.cp_begin > kLongestCapsWord && !(token.flags & kJoined);
    });
  }

  Query build(const Node& node, const Field& field) {
    switch (node.kind) {
      case NodeKind::nothing: return Query();
      case NodeKind::word: {
        if (field.prefix.empty()) out_.typed_words.push_back(node.text);
        return leaf(node, field, words_query(node.text, field, true));
      }
      case NodeKind::phrase: return leaf(node, field, words_query(node.text, field));
      case NodeKind::exact: return leaf(node, field, exact(node, field));
      case NodeKind::prefix: return leaf(node, field, expand(node.text, field));
      case NodeKind::near: return leaf(node, field, near(node, field));
      case NodeKind::all: return join(node, field, false);
      case NodeKind::words: return join(node, field, options_.loosely);
      case NodeKind::name: return name(node, field);
      case NodeKind::any: {
        std::vector<Query> children;
        for (const Node& child : node.children) children.push_back(build(child, field));
        return Query(Query::OP_OR, children.begin(), children.end());
      }
      case NodeKind::negation: return Query(Query::OP_AND_NOT, match_all(), unscored(node.children.front(), field));
      case NodeKind::field: return build_field(node);
      case NodeKind::dates:
        if (is_wish(node)) return Query();
        asks_more_ |= !node.field.empty();
        return node.field.empty() ? dates_query(node, database_, options_.timezone_minutes) : spoken_of_query(node, database_);
    }
    return Query();
  }

  // AND of the children, negations taken out; with `loosely`, an OR of the free words that the rest filters.
  Query join(const Node& node, const Field& field, bool loosely) {
    const std::size_t first_leaf = out_.leaves.size();
    std::vector<Query> required, optional, excluded;
    std::vector<Query> maybe;  // words that add to the score alone
    for (const Node& child : node.children) {
      if (child.kind == NodeKind::negation) {
        excluded.push_back(unscored(child.children.front(), field));
        continue;
      }
      const bool word = child.kind == NodeKind::word || child.kind == NodeKind::prefix || child.kind == NodeKind::name;
      const bool group = child.kind == NodeKind::phrase || child.kind == NodeKind::exact || child.kind == NodeKind::near ||
                         child.kind == NodeKind::any || child.kind == NodeKind::all || child.kind == NodeKind::words;
      if (word && node.kind == NodeKind::words && !child.optional) out_.loose_words += std::max<std::size_t>(1, child.children.size());
      Query query = build(child, field);
      if (query.empty()) continue;  // punctuation alone
      if (child.optional) {
        maybe.push_back(std::move(query));
        continue;
      }
      (loosely && (word || (group && options_.phrases_too)) ? optional : required).push_back(std::move(query));
    }
    if (!optional.empty()) required.emplace_back(Query::OP_OR, optional.begin(), optional.end());
    if (required.empty()) required.swap(maybe);
    Query query = required.empty() ? (excluded.empty() ? Query() : match_all())
                                   : Query(Query::OP_AND, required.begin(), required.end());
    if (!maybe.empty()) query = Query(Query::OP_AND_MAYBE, query, Query(Query::OP_OR, maybe.begin(), maybe.end()));
    if (!excluded.empty()) query = Query(Query::OP_AND_NOT, query, Query(Query::OP_OR, excluded.begin(), excluded.end()));
    enclose(first_leaf, query);
    return query;
  }

  // Its words, as elsewhere; an article that names the same otherwise (Kiev for Kyiv) matches too. Each word scores where it stands.
  Query name(const Node& node, const Field& field) {
    const std::size_t first_leaf = out_.leaves.size();
    std::vector<Query> words, required;
    for (const Node& child : node.children) {
      Query query = build(child, field);
      if (query.empty()) continue;
      if (!child.optional) required.push_back(query);
      words.push_back(std::move(query));
    }
    if (required.empty()) required = words;
    const Query scored(Query::OP_OR, words.begin(), words.end());
    const Query named(Query::OP_SCALE_WEIGHT, naming_query((*options_.in_text)[node.entity]), 0.0);
    if (words.size() < 2 || options_.loosely) return Query(Query::OP_OR, scored, named);
    const Query all(Query::OP_SCALE_WEIGHT, Query(Query::OP_AND, required.begin(), required.end()), 0.0);
    const Query meant(Query::OP_OR, all, named);
    enclose(first_leaf, meant);
    return Query(Query::OP_AND_MAYBE, meant, scored);
  }

  // The leaves from `first` on count only where `group` matches.
  void enclose(std::size_t first, const Query& group) {
    for (std::size_t i = first; i < out_.leaves.size(); ++i) out_.leaves[i].within.push_back(group);
  }

  // Built without leaving a trace in leaves, highlights or suggestions.
  Query unscored(const Node& node, const Field& field) {
    BuiltQuery kept = std::move(out_);
    out_ = BuiltQuery();
    Query query = build(node, field);
    kept.warnings.insert(kept.warnings.end(), out_.warnings.begin(), out_.warnings.end());
    out_ = std::move(kept);
    return query;
  }

  Query build_field(const Node& node) {
    const Node& child = node.children.front();
    if (node.field == "title") return title(child);
    asks_more_ |= is_entity_field(node.field);
    if (is_entity_field(node.field)) return Query(Query::OP_SCALE_WEIGHT, entity(node.field, child), 0.0);
    if (node.field == "lang" || node.field == "url" || node.field == "id") return Query(Query::OP_SCALE_WEIGHT, keyword(node.field, child), 0.0);
    return Query(Query::OP_SCALE_WEIGHT, unscored(child, field_of(node.field)), 0.0);
  }

  // The words score as they do in free text; the title's own terms, which have no wdf, say where they must stand.
  Query title(const Node& child) {
    const std::size_t first_leaf = out_.leaves.size();
    const Query scored = build(child, {});
    const Query query(Query::OP_FILTER, scored, unscored(child, field_of("title")));
    enclose(first_leaf, query);
    return query;
  }

  // A name, whole: the words of a group side by side are one.
  Query entity(const std::string& field, const Node& node) {
    if (node.kind == NodeKind::any || node.kind == NodeKind::all) {
      std::vector<Query> children;
      for (const Node& child : node.children) children.push_back(entity(field, child));
      return Query(node.kind == NodeKind::all ? Query::OP_AND : Query::OP_OR, children.begin(), children.end());
    }
    if (node.kind == NodeKind::negation) return Query(Query::OP_AND_NOT, match_all(), entity(field, node.children.front()));
    std::string name = node.text;
    for (const Node& child : node.children) name += (name.empty() ? "" : " ") + child.text;
    std::vector<Query> ways;
    for (const EntityType type : kEntityTypes) {
      if (field != "entity" && field != to_string(type)) continue;
      if (node.kind == NodeKind::prefix) {
        for (const std::string& term : terms_from(std::string(prefix::kEntity) + entity_id(type, name_key(name, type))))
          if (!is_entity_band_term(term)) ways.emplace_back(term);
        continue;
      }
      const Named named = options_.names->named(type, name);
      AskedEntity asked = asked_entity(named, query_entity(named, name, options_.readable), commonness(named), *options_.names, database_);
      asked.entity.by_field = true;
      if (!asked.entity.may_be.empty()) out_.warnings.push_back(who_is_meant(asked.entity) + ": all were searched");
      if (asked.forms.empty()) continue;
      ways.push_back(naming_query(asked));
      out_.entities.push_back(std::move(asked));
    }
    return ways.empty() ? no_match() : Query(Query::OP_OR, ways.begin(), ways.end());
  }

  static std::vector<double> commonness(const Named& named) {
    std::vector<double> shares;
    for (const LinkedName& candidate : named.candidates) shares.push_back(static_cast<double>(candidate.articles) / static_cast<double>(std::max<std::uint64_t>(1, named.candidates.front().articles)));
    return shares;
  }

  // Whole values, or groups of them.
  Query keyword(const std::string& field, const Node& node) {
    if (!node.children.empty()) {
      std::vector<Query> children;
      for (const Node& child : node.children) children.push_back(keyword(field, child));
      return Query(node.kind == NodeKind::all ? Query::OP_AND : Query::OP_OR, children.begin(), children.end());
    }
    if (field == "id") {
      if (node.kind == NodeKind::prefix) return any_term(terms_from(std::string(prefix::kId) + node.text));
      return Query(id_term(node.text));
    }
    if (field == "lang") return Query(language_term(fold(node.text)));
    const std::string address = url_query_term(node.text);
    if (address.empty()) return no_match();
    if (node.kind == NodeKind::prefix) return any_term(terms_from(std::string(prefix::kUrl) + address));
    return Query(std::string(prefix::kUrl) + address);
  }

  Query any_term(const std::vector<std::string>& terms) const { return Query(Query::OP_OR, terms.begin(), terms.end()); }

  // What many wildcards stand for costs more than its share: each word of one is weighed against those of the others for every article.
  std::size_t most_expanded() const { return std::max(kMinExpansion, std::min(kMaxExpansion, kMaxExpanded - std::min(expanded_, kMaxExpanded))); }

  std::vector<std::string> terms_from(const std::string& start) {
    std::vector<std::string> terms;
    const std::size_t most = most_expanded();
    for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term) {
      if (terms.size() == most) {
        out_.warnings.push_back(start.substr(1) + "* stands for more than " + std::to_string(most) + " values; the first of them were searched");
        break;
      }
      terms.push_back(*term);
    }
    expanded_ += terms.size();
    return terms;
  }

  Query leaf(const Node& node, const Field& field, Query query) {
    if (query.empty()) return query;
    if (++leaves_ > kMaxLeaves) {
      if (!std::exchange(too_many_leaves_, true))
        out_.warnings.push_back("only the first " + std::to_string(kMaxLeaves) + " words of the query were searched");
      return Query();
    }
    if (!field.text || !field.prefix.empty()) return query;
    ScoredLeaf scored{to_string(node), query, {}, {}, false};
    for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term) {
      if ((*term).rfind(prefix::kId, 0) == 0) continue;  // an article that holds an exact form
      scored.terms.push_back(*term);
      out_.highlight.insert(*term);
    }
    out_.leaves.push_back(std::move(scored));
    return query;
  }

  // One word or several: several are a phrase. A compound is looked for joined or in its parts. A single word may stand for others of its family.
  Query words_query(const std::string& text, const Field& field, bool with_family = false) {
    const auto [parts, joined, compound] = words_.places(text, capitals_are_acronyms_, field);
    if (with_family && words_.reads_english() && field.text && parts.size() == 1 && !compound) return family(parts[0], field);
    Query query = sequence(parts, field);
    if (compound) query = best_of({sequence(joined, field), query});
    return query;
  }

  // Added up, not the best of them: the engine prunes better by a sum (docs/decisions/ranking.md).
  Query family(const Alternatives& terms, const Field& field) const {
    std::vector<Query> ways(terms.begin(), terms.end());
    for (const std::string& term : terms)
      for (const std::string_view related : related_stems(std::string_view(term).substr(field.prefix.size()))) {
        const std::string other = field.prefix + std::string(related);
        if (std::find(terms.begin(), terms.end(), other) == terms.end() && database_.term_exists(other))
          ways.emplace_back(Query::OP_SCALE_WEIGHT, Query(other), kRelatedWeight);
      }
    return Query(Query::OP_OR, ways.begin(), ways.end());
  }

  Query sequence(std::vector<Alternatives> places, const Field& field) const {
    if (places.empty()) return Query();
    if (places.size() == 1) return Query(Query::OP_OR, places[0].begin(), places[0].end());
    return options_.phrase(phrase_of(std::move(places), field));
  }

  // Terms of the title's words stand where the words do.
  static Phrase phrase_of(std::vector<Alternatives> places, const Field& field) {
    Phrase phrase{std::move(places), 0, true, TextPart::either};
    if (field.prefix != prefix::kTitle) return phrase;
    phrase.part = TextPart::title;
    for (Alternatives& place : phrase.places)
      for (std::string& term : place) term.erase(0, field.prefix.size());
    return phrase;
  }

  Query exact(const Node& node, const Field& field) {
    const bool title_only = field.prefix == prefix::kTitle;
    const bool was = std::exchange(capitals_are_acronyms_, false);
    const Query superset = words_query(node.text, field);
    capitals_are_acronyms_ = was;
    if (superset.empty()) return superset;
    return options_.exactly(superset, node.text, title_only);
  }

  // The commonest words that begin with `start`: terms, and stems of words as written.
  const std::vector<std::string>& expansion(const std::string& start, const Field& field) {
    const auto [known, fresh] = expansions_.try_emplace({field.prefix, start});
    if (!fresh) return known->second;
    const std::set<std::string> terms = words_.beginning_with(start, field, options_.word_forms);
    std::vector<std::pair<Xapian::doccount, std::string>> ranked = terms_by_frequency(terms, database_);
    if (const std::size_t most = most_expanded(); ranked.size() > most) {
      out_.warnings.push_back(start + "* stands for " + std::to_string(ranked.size()) + " words; the commonest " + std::to_string(most) + " were searched");
      ranked.resize(most);
    }
    expanded_ += ranked.size();
    for (auto& [articles, term] : ranked) known->second.push_back(std::move(term));
    return known->second;
  }

  Query expand(const std::string& text, const Field& field) {
    const std::vector<std::string>& terms = expansion(fold(text), field);
    return terms.empty() ? no_match() : best_of(std::vector<Query>(terms.begin(), terms.end()));
  }

  Query near(const Node& node, const Field& field) {
    std::vector<Alternatives> each;
    std::vector<Query> phrases;  // NEAR takes single words: that those of a phrase are one is asked beside it
    for (const Node& child : node.children) {
      if (child.kind == NodeKind::phrase) phrases.push_back(words_query(child.text, field));
      if (child.kind == NodeKind::prefix) {
        const std::vector<std::string>& terms = expansion(fold(child.text), field);
        if (terms.empty()) return no_match();
        each.push_back(terms);
        continue;
      }
      TokenList tokens;
      tokenize(child.text, {.capitals_are_acronyms = capitals_are_acronyms_}, tokens);
      // A compound counts as its joined form alone: it is there at the place of each part.
      for (const Token& token : tokens.tokens)
        if (!(token.flags & (kPart | kMark))) each.push_back(words_.alternatives(tokens, token, field));
    }
    if (each.empty()) return Query();
    if (each.size() == 1) return any_term(each[0]);
    const auto span = static_cast<unsigned>(each.size() + node.distance - 1);
    Phrase words = phrase_of(std::move(each), field);
    words.slop = span;
    words.in_order = false;
    Query near = options_.phrase(words);
    for (const Query& phrase : phrases) near = Query(Query::OP_FILTER, near, phrase);
    return near;
  }

  const Xapian::Database& database_;
  const BuildOptions& options_;
  WordTerms words_;
  bool capitals_are_acronyms_ = true;
  std::size_t leaves_ = 0;  // scored or not
  std::size_t expanded_ = 0;  // words that wildcards stand for so far
  bool too_many_leaves_ = false;
  bool asks_more_ = false;  // than words
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> expansions_;  // by prefix and beginning
  BuiltQuery out_;
};

}  // namespace

BuiltQuery build_query(const Node& root, const Xapian::Database& database, const BuildOptions& options) {
  return Builder(database, options).run(root);
}

std::vector<std::string> languages_by_share(const Xapian::Database& database) {
  std::map<std::string, Xapian::doccount> shares;
  const std::string start(prefix::kLanguage);
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
    const std::string code = (*term).substr(start.size());
    shares[code == "und" ? "en" : code] += term.get_termfreq();  // as the stemmer has it
  }
  std::vector<std::pair<Xapian::doccount, std::string>> all;
  for (const auto& [code, articles] : shares) all.emplace_back(articles, code);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::vector<std::string> codes;
  for (const auto& [articles, code] : all) codes.push_back(code);
  return codes;
}

}  // namespace dateline
