#include "server/elastic/simple_query_string.h"

#include <algorithm>
#include <charconv>

#include "server/elastic/error.h"

namespace dateline {
namespace {

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Lucene's SimpleQueryParser: operators hold between what stands before and the next thing; a new one puts all before it into a group.
class SimpleParser {
 public:
  SimpleParser(std::string_view text, const SimpleFlags& flags, const QueryStringOptions& options) : text_(text), flags_(flags), options_(options) {}

  Clause run() {
    if (text_.size() > kMostQueryStringBytes) throw illegal_argument("[simple_query_string] query is longer than " + std::to_string(kMostQueryStringBytes) + " bytes");
    Clause clause = group(0);
    if (clause.kind == ClauseKind::boolean && std::any_of(clause.children.begin(), clause.children.end(), [](const Clause& one) { return one.occur == Occur::should; }))
      clause.least = options_.least;
    return clause;
  }

 private:
  // Up to the bracket that closes it, or the end.
  Clause group(int depth) {
    std::optional<Clause> top;
    std::optional<Occur> current, previous;
    int negations = 0;
    const auto add = [&](Clause branch) {
      // Text without words is not there.
      if (branch.kind == ClauseKind::nothing) return;
      if (negations % 2) {
        Clause without;
        without.kind = ClauseKind::boolean;
        branch.occur = Occur::must_not;
        without.children.push_back(std::move(branch));
        branch = std::move(without);
      }
      negations = 0;
      if (!top) {
        top = std::move(branch);
      } else {
        const Occur now = current.value_or(options_.all ? Occur::must : Occur::should);
        if (previous != now) {
          Clause wider;
          wider.kind = ClauseKind::boolean;
          top->occur = now;
          wider.children.push_back(std::move(*top));
          top = std::move(wider);
          // Each change of operator is one level more.
          if (++changes_ > kDeepestBrackets) throw illegal_argument("[simple_query_string] query changes operators more than " + std::to_string(kDeepestBrackets) + " times: use brackets");
        }
        branch.occur = now;
        top->children.push_back(std::move(branch));
        previous = now;
      }
      current.reset();
    };
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_blank(c)) {
        ++at_;
        continue;
      }
      if (flags_.precedence && c == ')') {
        ++at_;
        if (depth > 0) break;
        continue;
      }
      if (flags_.precedence && c == '(') {
        ++at_;
        // Deeper brackets are read on one level: nothing is lost but their order.
        if (depth < kDeepestBrackets) add(group(depth + 1));
      } else if (flags_.phrase && c == '"' && text_.find('"', at_ + 1) != std::string_view::npos) {
        add(phrase());
      } else if (flags_.conjunction && c == '+') {
        ++at_;
        if (top && !current) current = Occur::must;
      } else if (flags_.disjunction && c == '|') {
        ++at_;
        if (top && !current) current = Occur::should;
      } else if (flags_.negation && c == '-') {
        ++at_;
        ++negations;
      } else {
        add(word());
      }
    }
    return top ? *std::move(top) : nothing_clause();
  }

  Clause phrase() {
    ++at_;
    std::string text;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (flags_.escape && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      text += text_[at_++];
    }
    if (at_ < text_.size()) ++at_;
    MultiMatch how = options_.how;
    how.type = MultiMatch::Type::phrase;
    how.match.slop = options_.phrase_slop;
    if (flags_.near && at_ < text_.size() && text_[at_] == '~') {
      unsigned slop = 0;
      const char* begin = text_.data() + at_ + 1;
      const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), slop);
      if (error == std::errc()) {
        how.match.slop = std::min(slop, 10000u);
        at_ = static_cast<std::size_t>(end - text_.data());
      }
    }
    return multi_match_clause(options_.fields, text, how);
  }

  Clause word() {
    std::string text;
    bool escaped_end = false;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool ends = is_blank(c) || (flags_.precedence && (c == '(' || c == ')')) || (flags_.conjunction && c == '+') || (flags_.disjunction && c == '|') ||
                        (flags_.phrase && c == '"' && !text.empty());
      if (ends) break;
      escaped_end = flags_.escape && c == '\\' && at_ + 1 < text_.size();
      if (escaped_end) ++at_;
      text += text_[at_++];
    }
    if (const std::size_t tilde = text.rfind('~'); flags_.fuzzy && !escaped_end && tilde != std::string::npos && tilde > 0 && text.find_first_not_of("0123456789", tilde + 1) == std::string::npos)
      throw not_supported("simple_query_string fuzzy word [" + text + "]", "write \\~ for the character, or leave FUZZY out of flags");
    if (flags_.prefix && !escaped_end && text.size() > 1 && text.back() == '*') {
      text.pop_back();
      return best_of_fields(options_.fields, 1, [&](const Field& field) {
        if (field.kind == FieldKind::date || field.kind == FieldKind::length || field.kind == FieldKind::spoken_of) return nothing_clause();
        return prefix_clause(field, text, false);
      });
    }
    MultiMatch how = options_.how;
    how.type = MultiMatch::Type::most_fields;
    if (options_.all) how.match.least = all_of_them();
    return multi_match_clause(options_.fields, text, how);
  }

  std::string_view text_;
  const SimpleFlags& flags_;
  const QueryStringOptions& options_;
  std::size_t at_ = 0;
  int changes_ = 0;
};

}  // namespace

SimpleFlags read_simple_flags(std::string_view text) {
  SimpleFlags flags;
  if (text.empty() || text == "ALL" || text == "all") return flags;
  flags = {false, false, false, false, false, false, false, false, false};
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    std::string name(rest.substr(0, bar));
    rest.remove_prefix(std::min(bar + 1, rest.size()));
    for (char& c : name)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (name == "ALL") flags = SimpleFlags();
    else if (name == "AND") flags.conjunction = true;
    else if (name == "OR") flags.disjunction = true;
    else if (name == "NOT") flags.negation = true;
    else if (name == "PREFIX") flags.prefix = true;
    else if (name == "PHRASE") flags.phrase = true;
    else if (name == "PRECEDENCE") flags.precedence = true;
    else if (name == "ESCAPE") flags.escape = true;
    else if (name == "FUZZY") flags.fuzzy = true;
    else if (name == "NEAR" || name == "SLOP") flags.near = true;
    else if (name != "WHITESPACE" && name != "NONE") throw illegal_argument("Unknown simple_query_string flag [" + name + "]");
  }
  return flags;
}

Clause simple_query_string_clause(std::string_view text, const SimpleFlags& flags, const QueryStringOptions& options) {
  return SimpleParser(text, flags, options).run();
}

}  // namespace dateline
