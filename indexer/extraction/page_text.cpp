#include "indexer/extraction/page_text.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

constexpr std::size_t kStraysAround = 6;      // lines of a few words before or after the article: more of them are a page's menus
constexpr std::size_t kFewWords = 3, kSomeWords = 8;
constexpr std::size_t kSentenceWords = 6, kProseWords = 12, kProseBytes = 140, kMostWords = 60;
constexpr std::size_t kLinksInARow = 3;       // short lines that follow each other are a list of links
constexpr std::size_t kHeadLines = 6;         // of the text: what stands further down is no byline of its own
constexpr std::size_t kTitleDistance = 60;    // lines above the text
constexpr std::size_t kShortestTitle = 2, kLongestTitle = 30, kLongestTitleBytes = 220, kTelling = 4;  // words, words, bytes, bytes of a word
constexpr double kGoodTitle = 1, kNearBest = 0.7;

// Text without spaces between its words counts two characters for one.
std::size_t count_words(std::string_view line) {
  std::size_t wide = 0;
  for (std::size_t at = 0; at < line.size();)
    if (const char32_t c = decode_utf8(line, at); c >= 0x2E80 && c < 0xFF00) ++wide;
  return words_of(line).size() + wide / 2;
}

enum class Kind { prose, sentence, head, tail, words };

struct Line {
  std::string_view text;
  Kind kind = Kind::words;
  std::size_t words = 0;

  bool stray() const { return kind == Kind::words || kind == Kind::tail; }
  double weight() const {
    switch (kind) {
      case Kind::prose: return static_cast<double>(std::min(words, kMostWords)) / 5;
      case Kind::sentence: return static_cast<double>(words) / 8;
      case Kind::head: return 0;
      case Kind::tail: return -6;
      case Kind::words: return words <= kFewWords ? -1 : words < kSomeWords ? -0.8 : -0.3;
    }
    return 0;
  }
};

Line read_line(std::string_view text) {
  Line line{text, Kind::words, count_words(text)};
  const bool sentence = ends_sentence(text) && line.words >= kSentenceWords;
  if (begins_tail(text))
    line.kind = Kind::tail;
  else if (is_notice(text) || is_caption(text) || is_navigation(text))
    line.kind = Kind::words;
  else if (read_head_line(text))
    line.kind = Kind::head;
  else if ((text.size() >= kProseBytes && line.words >= kProseWords) || (sentence && line.words >= kProseWords))
    line.kind = Kind::prose;
  else if (sentence)
    line.kind = Kind::sentence;
  return line;
}

// [begin, end) with the highest sum of weights.
std::pair<std::size_t, std::size_t> heaviest_run(const std::vector<Line>& lines) {
  std::pair<std::size_t, std::size_t> best{0, 0};
  double most = 0, sum = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += lines[i].weight();
    if (sum > most) {
      most = sum;
      best = {begin, i + 1};
    }
  }
  return best;
}

std::vector<std::string> telling_words(std::string_view text) {
  std::vector<std::string> out;
  const std::string folded = fold(text);
  std::string word;
  for (std::size_t at = 0; at <= folded.size();) {
    const std::size_t begin = at;
    const char32_t c = at < folded.size() ? decode_utf8(folded, at) : (++at, U' ');
    if (c > 0x7F || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word.append(folded, begin, at - begin);
    } else {
      if (word.size() >= kTelling) out.push_back(word);
      word.clear();
    }
  }
  return out;
}

class TitleFinder {
 public:
  TitleFinder(const std::vector<Line>& lines, std::size_t begin, std::size_t end) : lines_(lines), begin_(begin) {
    for (std::size_t i = begin; i < end; ++i)
      for (std::string& word : telling_words(lines[i].text)) article_.insert(std::move(word));
    for (const Line& line : lines) ++times_[line.text];
  }

  // The line's number, or none.
  std::optional<std::size_t> find() const {
    const std::size_t from = begin_ > kTitleDistance ? begin_ - kTitleDistance : 0, to = std::min(begin_ + kLinksInARow, lines_.size());
    double best = 0;
    for (std::size_t i = from; i < to; ++i) best = std::max(best, score(i));
    if (best <= kGoodTitle) return {};
    for (std::size_t i = from; i < to; ++i)
      if (score(i) >= best * kNearBest) return i;  // of a headline and what leads from it to the text, the headline comes first
    return {};
  }

 private:
  double score(std::size_t at) const {
    const Line& line = lines_[at];
    if (line.words < kShortestTitle || line.words > kLongestTitle || line.text.size() > kLongestTitleBytes) return 0;
    if (line.kind == Kind::head || line.kind == Kind::tail || is_notice(line.text) || is_caption(line.text) || is_navigation(line.text)) return 0;
    const std::vector<std::string> words = telling_words(line.text);
    if (words.empty()) return 0;
    const auto shared = static_cast<double>(std::count_if(words.begin(), words.end(), [&](const std::string& word) { return article_.count(word); }));
    // Few words are easily shared; six are as good as more.
    double score = 3 * shared / static_cast<double>(words.size()) * static_cast<double>(std::min<std::size_t>(words.size(), 6)) / 6;
    score += static_cast<double>(std::min<std::size_t>(line.words, 8)) / 8;
    if (ends_sentence(line.text) && line.text.back() != '?' && line.text.back() != '!') score -= 1.7;
    if (line.words > 16) score -= 0.05 * static_cast<double>(line.words - 16);
    if (at < begin_) score -= 0.03 * static_cast<double>(begin_ - at);
    if (times_.at(line.text) > 1) score += 0.4;
    for (std::size_t next = at + 1; next < std::min(at + 4, lines_.size()); ++next)
      if (lines_[next].kind == Kind::head) return score + 1;
    return score;
  }

  const std::vector<Line>& lines_;
  const std::size_t begin_;
  std::set<std::string> article_;
  std::unordered_map<std::string_view, std::size_t> times_;
};

}  // namespace

std::optional<PageText> read_page_text(std::string_view plain) {
  std::vector<std::string> texts;
  for (const auto& block : blocks_of(plain))
    for (std::string& paragraph : paragraphs_of(block)) texts.push_back(std::move(paragraph));
  std::vector<Line> lines;
  for (const std::string& text : texts) lines.push_back(read_line(text));
  auto [begin, end] = heaviest_run(lines);
  const auto strays = [&](std::size_t from, std::size_t to) {
    return std::count_if(lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(to), [](const Line& line) { return line.stray(); });
  };
  const bool before = strays(0, begin) >= static_cast<std::ptrdiff_t>(kStraysAround), after = strays(end, lines.size()) >= static_cast<std::ptrdiff_t>(kStraysAround);
  if (begin == end || (!before && !after)) return {};
  if (!after) end = lines.size();

  PageText page;
  const std::optional<std::size_t> title = TitleFinder(lines, begin, end).find();
  if (title) page.title = one_line(lines[*title].text);
  const std::size_t first = title ? std::min(*title + 1, begin) : before ? begin : 0;
  for (std::size_t i = first; i < end;) {
    std::size_t next = i;
    while (next < end && lines[next].stray()) ++next;
    const bool links = next - i >= kLinksInARow;
    next = std::max(next, i + 1);
    for (; i < next; ++i) {
      const Line& line = lines[i];
      if (line.kind == Kind::head && i > begin + kHeadLines) continue;
      if (line.kind == Kind::head)
        page.head.emplace_back(line.text);
      else if (!links && i != title && (i >= begin || line.words >= kSomeWords))
        page.lines.emplace_back(line.text);
    }
  }
  return page;
}

}  // namespace dateline
