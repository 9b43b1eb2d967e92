#include "server/elastic/query_string.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "server/elastic/error.h"

namespace dateline {
namespace {

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// A bare word: as typed (for patterns) and unescaped.
struct Word {
  std::string raw, text;
  bool pattern = false;  // has * or ? that is not escaped
};

enum class Joint { none, conjunction, disjunction };
enum class Sign { none, required, prohibited };

class QueryStringParser {
 public:
  QueryStringParser(std::string_view text, const QueryStringOptions& options) : text_(text), options_(options) {}

  Clause run() {
    if (text_.size() > kMostQueryStringBytes) throw bad("longer than " + std::to_string(kMostQueryStringBytes) + " bytes");
    blanks();
    if (at_ == text_.size()) return nothing_clause();
    Clause clause = expression(options_.fields, 0);
    if (at_ < text_.size()) throw bad("unexpected [" + std::string(1, text_[at_]) + "]");
    return clause;
  }

 private:
  using Fields = std::vector<BoostedField>;

  ElasticError bad(const std::string& why) const {
    std::string shown(text_.substr(0, 200));
    return {400, "query_shard_exception", "Failed to parse query [" + shown + "]: " + why};
  }

  void blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool peek(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) {
    if (!peek(c)) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  // AND, OR, NOT stand by themselves.
  bool peek_operator(std::string_view word) const {
    if (text_.substr(at_, word.size()) != word) return false;
    const std::size_t end = at_ + word.size();
    return end == text_.size() || is_blank(text_[end]) || text_[end] == '(' || text_[end] == ')' || text_[end] == '"';
  }
  bool take_operator(std::string_view word) {
    if (!peek_operator(word)) return false;
    at_ += word.size();
    return true;
  }

  Joint joint() {
    blanks();
    if (take_operator("AND") || take("&&")) return Joint::conjunction;
    if (take_operator("OR") || take("||")) return Joint::disjunction;
    return Joint::none;
  }

  Sign sign() {
    blanks();
    if (take('+')) return Sign::required;
    if (take_operator("NOT") || take('-') || take('!')) return Sign::prohibited;
    return Sign::none;
  }

  // Clauses side by side, up to a closing bracket or the end.
  Clause expression(const Fields& fields, int depth) {
    if (depth > kDeepestBrackets) throw bad("brackets nested deeper than " + std::to_string(kDeepestBrackets));
    Clause group;
    group.kind = ClauseKind::boolean;
    const auto end = [&] {
      blanks();
      return at_ == text_.size() || peek(')');
    };
    while (!end()) {
      const Joint joined = joint();
      if (joined != Joint::none && group.children.empty()) throw bad("an operator without a left side");
      const Sign signed_as = sign();
      if (end() || peek_operator("AND") || peek_operator("OR")) throw bad("an operator without a right side");
      const bool alone = group.children.empty() && joined == Joint::none && signed_as == Sign::none;
      add(group, joined, signed_as, clause(fields, depth, signed_as == Sign::none, alone));
    }
    if (group.children.empty()) throw bad("nothing between brackets");
    if (group.children.size() == 1 && group.children.front().occur != Occur::must_not) return boolean_of(std::move(group.children), Occur::must);
    if (depth == 0) group.least = least_where_it_applies(group);
    return group;
  }

  std::vector<LeastRule> least_where_it_applies(const Clause& group) const {
    const bool any = std::any_of(group.children.begin(), group.children.end(), [](const Clause& one) { return one.occur == Occur::should; });
    return any ? options_.least : std::vector<LeastRule>();
  }

  // Lucene's QueryParserBase::addClause.
  void add(Clause& group, Joint joined, Sign signed_as, Clause clause) const {
    if (!group.children.empty() && joined != Joint::none) {
      Occur& before = group.children.back().occur;
      if (joined == Joint::conjunction && before != Occur::must_not) before = Occur::must;
      if (options_.all && joined == Joint::disjunction && before != Occur::must_not) before = Occur::should;
    }
    const bool prohibited = signed_as == Sign::prohibited;
    bool required = !prohibited && (signed_as == Sign::required || joined == Joint::conjunction);
    if (options_.all) required = !prohibited && (joined != Joint::disjunction || signed_as == Sign::required);
    clause.occur = prohibited ? Occur::must_not : required ? Occur::must : Occur::should;
    group.children.push_back(std::move(clause));
  }

  Clause clause(const Fields& fields, int depth, bool several, bool alone) {
    if (take("*:*")) return boosted(everything_clause());
    const std::size_t start = at_;
    // field:
    if (!peek('(') && !peek('"') && !peek('[') && !peek('{') && !peek('/')) {
      const Word name = word();
      if (take(':')) {
        blanks();
        if (name.text == "_exists_") return boosted(exists(field_name()));
        const Fields named = read_fields({name.text});
        if (named.empty()) throw bad("no field");
        return value(named, depth, false, false, true);
      }
      at_ = start;
    }
    return value(fields, depth, several, alone, false);
  }

  std::string field_name() {
    if (take('"')) return quoted();
    const Word name = word();
    if (name.text.empty()) throw bad("_exists_ needs a field");
    return name.text;
  }

  Clause exists(const std::string& name) {
    std::vector<Clause> any;
    for (const Field& field : resolve_fields(name)) any.push_back(exists_clause(field));
    return boolean_of(std::move(any), Occur::should);
  }

  Clause value(const Fields& fields, int depth, bool several, bool alone, bool named) {
    if (take('(')) {
      Clause inner = expression(fields, depth + 1);
      if (!take(')')) throw bad("a bracket ( is not closed");
      return boosted(std::move(inner));
    }
    if (peek('"')) {
      ++at_;
      return phrase(fields, quoted());
    }
    if (peek('[') || peek('{')) return range(fields);
    if (peek('/')) {
      const std::size_t close = text_.find('/', at_ + 1);
      throw not_supported("query_string regular expression [" + std::string(text_.substr(at_, close == std::string_view::npos ? close : close + 1 - at_)) + "]");
    }
    if (named && (peek('<') || peek('>'))) return open_range(fields);
    return words(fields, several, alone);
  }

  // Bare words up to the next operator are one text.
  Clause words(const Fields& fields, bool several, bool alone) {
    Word first = word();
    if (first.raw.empty()) throw bad("unexpected [" + std::string(text_.substr(at_, 1)) + "]");
    refuse_fuzzy(first);
    if (first.pattern) return boosted(pattern(fields, first));
    std::string text = first.text;
    std::size_t end = at_;
    bool last = true;
    while (several && !peek('^')) {
      blanks();
      if (at_ == text_.size() || !is_plain_word()) {
        last = at_ == text_.size();
        break;
      }
      const Word next = word();
      text += " " + next.text;
      end = at_;
    }
    at_ = end;
    MultiMatch how = options_.how;
    if (options_.all) how.match.least = all_of_them();
    else if (alone && last) how.match.least = options_.least;
    return boosted(multi_match_clause(fields, text, how));
  }

  // Whether the next thing is a word that may join the text before it: no operator, field, pattern, boost or fuzzy mark.
  bool is_plain_word() {
    if (std::string_view("()[]{}\"+-!/^~:<>").find(text_[at_]) != std::string_view::npos) return false;
    if (peek_operator("AND") || peek_operator("OR") || peek_operator("NOT") || text_.substr(at_, 2) == "&&" || text_.substr(at_, 2) == "||") return false;
    const std::size_t start = at_;
    const Word next = word();
    const bool plain = !next.raw.empty() && !next.pattern && !peek(':') && !peek('^') && !peek('~');
    at_ = start;
    return plain;
  }

  void refuse_fuzzy(const Word& word) {
    if (peek('~')) throw not_supported("query_string fuzzy word [" + word.raw + "~]");
  }

  Word word() {
    Word word;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_blank(c) || std::string_view("()[]{}\":^~").find(c) != std::string_view::npos) break;
      if (text_.substr(at_, 2) == "&&" || text_.substr(at_, 2) == "||") break;
      if (c == '\\') {
        if (at_ + 1 == text_.size()) throw bad("it ends in a lone backslash");
        const char next = text_[at_ + 1];
        word.raw += '\\';
        word.raw += next;
        word.text += next;
        at_ += 2;
        continue;
      }
      word.pattern = word.pattern || c == '*' || c == '?';
      word.raw += c;
      word.text += c;
      ++at_;
    }
    return word;
  }

  // After the opening quote.
  std::string quoted() {
    std::string out;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_++];
    }
    if (!take('"')) throw bad("a quote is not closed");
    return out;
  }

  double number(const std::string& of) {
    double value = 0;
    const char* begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc() || !std::isfinite(value) || value < 0) throw bad(of + " needs a number");
    at_ += static_cast<std::size_t>(end - begin);
    return value;
  }

  Clause boosted(Clause clause) {
    if (take('^')) clause.boost *= number("^");
    return clause;
  }

  Clause phrase(const Fields& fields, const std::string& text) {
    MultiMatch how = options_.how;
    how.type = how.type == MultiMatch::Type::phrase_prefix ? how.type : MultiMatch::Type::phrase;
    how.match.slop = options_.phrase_slop;
    if (take('~')) how.match.slop = static_cast<unsigned>(std::min(number("~"), 10000.0));
    return boosted(multi_match_clause(fields, text, how));
  }

  Clause pattern(const Fields& fields, const Word& word) {
    if (word.raw == "*") return best_of_fields(fields, 0, [](const Field& field) { return exists_clause(field); });
    if (!options_.leading_wildcard && (word.raw.front() == '*' || word.raw.front() == '?')) throw bad("'*' or '?' not allowed as first character in WildcardQuery");
    const bool prefix = word.raw.find_first_of("*?\\") == word.raw.size() - 1 && word.raw.back() == '*';
    return best_of_fields(fields, 0, [&](const Field& field) {
      try {
        return prefix ? prefix_clause(field, word.raw.substr(0, word.raw.size() - 1), false) : pattern_clause(field, word.raw, false);
      } catch (const ElasticError&) {
        if (options_.how.match.lenient) return nothing_clause();
        throw;
      }
    });
  }

  Clause range_of(const Fields& fields, const std::optional<Bound>& from, const std::optional<Bound>& to) {
    return best_of_fields(fields, 0, [&](const Field& field) {
      try {
        return range_clause(field, from, to, options_.how.match.dates);
      } catch (const ElasticError&) {
        if (options_.how.match.lenient) return nothing_clause();
        throw;
      }
    });
  }

  // [a TO b], {a TO b}, or one of each; * for an open end.
  Clause range(const Fields& fields) {
    const bool from_inclusive = text_[at_++] == '[';
    std::optional<Bound> from = bound(from_inclusive);
    blanks();
    if (!take("TO")) throw bad("a range needs TO");
    std::optional<Bound> to = bound(true);
    blanks();
    const bool to_inclusive = peek(']');
    if (!take(']') && !take('}')) throw bad("a range is not closed");
    if (to) to->inclusive = to_inclusive;
    return boosted(range_of(fields, from, to));
  }

  std::optional<Bound> bound(bool inclusive) {
    blanks();
    std::string text;
    if (take('"')) {
      text = quoted();
    } else {
      while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != ']' && text_[at_] != '}') {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        text += text_[at_++];
      }
    }
    if (text.empty()) throw bad("a range without a bound: * stands for none");
    return text == "*" ? std::nullopt : std::optional(Bound{text, inclusive});
  }

  // >=a, <b after a field.
  Clause open_range(const Fields& fields) {
    const bool above = text_[at_++] == '>';
    const bool inclusive = take('=');
    blanks();
    std::string text;
    if (take('"')) {
      text = quoted();
    } else {
      // A date has colons.
      while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != ')') {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        text += text_[at_++];
      }
    }
    if (text.empty()) throw bad("a comparison without a value");
    const Bound bound{text, inclusive};
    return range_of(fields, above ? std::optional(bound) : std::nullopt, above ? std::nullopt : std::optional(bound));
  }

  std::string_view text_;
  const QueryStringOptions& options_;
  std::size_t at_ = 0;
};

}  // namespace

Clause query_string_clause(std::string_view text, const QueryStringOptions& options) { return QueryStringParser(text, options).run(); }

}  // namespace dateline
