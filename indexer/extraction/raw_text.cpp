#include "indexer/extraction/raw_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/lines.h"
#include "indexer/extraction/page_text.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestTitle = 220;
constexpr std::size_t kHeadLines = 24;         // a title further down is none
constexpr std::size_t kLongParagraph = 140;    // bytes: text of an article, not a heading or a link
constexpr std::size_t kProseWords = 12;
constexpr std::size_t kLongestShown = 80;      // bytes of a line that a ledger quotes
constexpr double kBylineConfidence = 0.8, kDatelineConfidence = 0.7, kSignOffConfidence = 0.6;

bool is_prose(std::string_view line) {
  return line.size() >= kLongParagraph || (looks_like_sentence(line) && words_of(line).size() >= kProseWords);
}

// URGENT, FLASH; a0512 r f bc-stocks-close; BC-STOCKS-CLOSE, 2ND WRITETHRU
bool is_wire_slug(std::string_view line) {
  const std::vector<std::string_view> words = words_of(line);
  if (words.empty()) return false;
  static constexpr std::string_view kAlerts[] = {"urgent", "flash", "bulletin", "alert", "breaking", "snap"};
  if (words.size() == 1 && std::find(std::begin(kAlerts), std::end(kAlerts), fold(words[0])) != std::end(kAlerts)) return true;
  const std::string_view first = words[0];
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (first.size() >= 4 && first.size() <= 6 && first[0] >= 'a' && first[0] <= 'z' && std::all_of(first.begin() + 1, first.end(), digit)) return true;
  for (std::string_view cycle : {"BC-", "AM-", "PM-"})
    if (first.substr(0, 3) == cycle && words.size() <= 6) return true;
  return false;
}

class Reader {
 public:
  Reader(std::string_view text, DateLedger& dates) : plain_(plain_lines(text)), dates_(dates) {}

  Article run() {
    if (std::optional<PageText> page = read_page_text(plain_)) {
      article_.title = std::move(page->title);
      lines_ = std::move(page->lines);
      for (const std::string& line : page->head)
        if (const auto head = read_head_line(line)) take(*head, line);
      read_body(0);
    } else {
      cut();
      const std::size_t title = find_title();
      if (title < lines_.size()) article_.title = one_line(lines_[title]);
      // What stands above the title may still say when and by whom.
      for (std::size_t above = 0; above < std::min(title, lines_.size()); ++above)
        if (const auto head = read_head_line(lines_[above])) take(*head, lines_[above]);
      read_body(read_head(title < lines_.size() ? title + 1 : 0));
    }
    finish();
    return std::move(article_);
  }

 private:
  void cut() {
    bool below_prose = false;
    for (const auto& block : blocks_of(plain_)) {
      // The head is read line by line; below it, wrapped lines are paragraphs.
      const bool head = lines_.size() < kHeadLines && std::none_of(block.begin(), block.end(), [](std::string_view line) { return is_prose(line); }) &&
                        block.size() <= 6 && !(is_prose(joined(block)) && (goes_on(block) || ((block.size() > 2 || below_prose) && ends_like_wrapped(block))));
      if (head) {
        for (std::string_view line : block) lines_.emplace_back(line);
      } else {
        for (std::string& paragraph : paragraphs_of(block)) {
          below_prose = below_prose || is_prose(paragraph);
          lines_.push_back(std::move(paragraph));
        }
      }
    }
  }

  static std::string joined(const std::vector<std::string_view>& block) {
    std::string out;
    for (std::string_view line : block) (out += line) += ' ';
    return std::string(trimmed(out));
  }
  // A line that begins small goes on with the one before.
  static bool goes_on(const std::vector<std::string_view>& block) {
    return std::any_of(block.begin() + 1, block.end(), [](std::string_view line) { return line[0] >= 'a' && line[0] <= 'z'; });
  }
  // All lines but the last about equally long: a paragraph that was wrapped.
  static bool ends_like_wrapped(const std::vector<std::string_view>& block) {
    std::size_t widest = 0;
    for (std::string_view line : block) widest = std::max(widest, line.size());
    return std::all_of(block.begin(), block.end() - 1, [&](std::string_view line) { return line.size() * 4 >= widest * 3; });
  }

  std::size_t find_title() const {
    const std::size_t depth = std::min(lines_.size(), kHeadLines);
    // A headline that comes twice is one.
    for (std::size_t i = 0; i < depth; ++i)
      for (std::size_t j = i + 1; j < depth; ++j)
        if (lines_[i] == lines_[j] && may_be_title(lines_[i]) && words_of(lines_[i]).size() >= 3) return i;
    for (std::size_t i = 0; i < depth; ++i) {
      if (may_be_title(lines_[i])) return i;
      if (is_prose(lines_[i])) break;
    }
    return lines_.size();
  }

  static bool may_be_title(std::string_view line) {
    if (line.size() > kLongestTitle || is_navigation(line) || is_notice(line) || is_caption(line) || is_wire_slug(line)) return false;
    if (read_head_line(line)) return false;
    if (!read_dateline(line).source.empty()) return false;
    return !(looks_like_sentence(line) && words_of(line).size() > 25);
  }

  // Lines between the title and the text. Returns where the text begins.
  std::size_t read_head(std::size_t at) {
    std::vector<std::string> kept;
    std::size_t i = at;
    for (; i < lines_.size() && i < at + kHeadLines; ++i) {
      const std::string& line = lines_[i];
      if (line == article_.title || is_navigation(line) || is_notice(line) || is_caption(line)) continue;
      if (const auto head = read_head_line(line)) {
        take(*head, line);
        continue;
      }
      if (is_prose(line) || begins_tail(line)) break;
      if (words_of(line).size() >= 6) kept.push_back(line);
    }
    for (std::string& line : kept) add(std::move(line));
    return i;
  }

  void read_body(std::size_t at) {
    bool aside = false;  // under a heading such as "Read next"
    for (std::size_t i = at; i < lines_.size(); ++i) {
      const std::string& line = lines_[i];
      if (begins_tail(line)) {
        read_bio(i);
        if (ends_here(i + 1)) return;
        aside = true;
        continue;
      }
      if (line == article_.title || is_notice(line) || is_caption(line) || is_navigation(line)) continue;
      const bool prose = is_prose(line) || looks_like_sentence(line);
      if (aside && !prose) continue;
      aside = false;
      if (!prose && i + 1 == lines_.size() && !article_.body.empty())
        if (const auto foot = read_head_line(line)) {
          sign_off(*foot, line);
          continue;
        }
      add(line);
    }
  }

  // Whether what follows is small beside what there is already.
  bool ends_here(std::size_t at) const {
    std::size_t rest = 0;
    for (std::size_t i = at; i < lines_.size(); ++i)
      if (is_prose(lines_[i]) && !is_notice(lines_[i])) rest += lines_[i].size();
    return rest * 3 < article_.body.size();
  }

  // "About Ann Lee", "Ann Lee is news editor of ...": the author, when no byline said so.
  void read_bio(std::size_t heading) {
    if (!article_.authors.empty() || heading + 1 >= lines_.size()) return;
    const std::string& next = lines_[heading + 1];
    std::string name;
    if (lines_[heading].rfind("About ", 0) == 0 && lines_[heading].rfind("About the ", 0) != 0)
      name = lines_[heading].substr(6);
    else if (fold(lines_[heading]).rfind("about the author", 0) == 0)
      name = leading_name(next);
    if (words_of(name).size() >= 2 && next.rfind(name, 0) == 0) article_.authors.push_back(name);
  }

  static std::string leading_name(const std::string& text) {
    std::string name;
    for (std::string_view word : words_of(text)) {
      if (word[0] < 'A' || word[0] > 'Z') break;
      if (!name.empty()) name += ' ';
      name += word;
    }
    return name;
  }

  void take(const HeadLine& head, const std::string& line) {
    if (article_.authors.empty()) article_.authors = head.authors;
    if (article_.source.empty()) article_.source = head.source;
    if (head.published) enter(*head.published, DateRole::published, "byline", "head of the text", line, kBylineConfidence);
    if (head.modified) enter(*head.modified, DateRole::modified, "byline", "head of the text", line, kBylineConfidence);
  }

  // A byline or date below the text, as on the wire: for what the head did not say.
  void sign_off(const HeadLine& foot, const std::string& line) {
    if (article_.authors.empty()) article_.authors = foot.authors;
    if (foot.published && dates_.candidates.empty()) enter(*foot.published, DateRole::published, "byline", "foot of the text", line, kSignOffConfidence);
  }

  void enter(const DateTime& when, DateRole role, const char* from, const char* detail, std::string_view line, double confidence) {
    add_candidate(dates_, {when, {}, false, role, from, detail, std::string(cut_utf8(line, kLongestShown)), confidence, {}});
  }

  void add(std::string paragraph) {
    if (!article_.body.empty()) article_.body += "\n\n";
    article_.body += one_line(paragraph);
  }

  void finish() {
    const HeadLine dateline = read_dateline(article_.body);
    if (article_.source.empty()) article_.source = dateline.source;
    if (dateline.published) enter(*dateline.published, DateRole::published, "dateline", "dateline of the text", article_.body, kDatelineConfidence);
  }

  std::string plain_;
  DateLedger& dates_;
  std::vector<std::string> lines_;
  Article article_;
};

}  // namespace

Article article_from_text(std::string_view text, DateLedger& dates) { return Reader(text, dates).run(); }

}  // namespace dateline
