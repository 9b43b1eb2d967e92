#include "common/analysis/dates/dates_in_text.h"

#include "common/analysis/dates/grammar.h"
#include "common/analysis/dates/resolver.h"

namespace dateline {

void find_dates(std::string_view text, std::string_view language, std::optional<DateTime> reference, std::vector<DateExpression>& out) {
  out.clear();
  DateLexer lexer(text, language);
  DateTokens tokens;
  const DateGrammar grammar(tokens, !has_foreign_date_words(language));
  DateResolver resolver(reference);
  while (lexer.next(tokens)) {
    std::optional<TimePhrase> before;
    for (std::size_t at = 0; at < tokens.size();) {
      std::optional<TimePhrase> phrase = before ? grammar.continued(*before) : std::nullopt;
      if (!phrase) phrase = grammar.match(at);
      before = phrase;
      if (!phrase) {
        ++at;
        continue;
      }
      grammar.complete(*phrase);
      DateExpression& found = out.emplace_back();
      found.begin = tokens[phrase->begin].begin;
      found.end = tokens[phrase->end - 1].end;
      resolver.resolve(*phrase, tense_around(tokens, phrase->begin, phrase->end), found);
      at = phrase->end;
    }
  }
}

}  // namespace dateline
