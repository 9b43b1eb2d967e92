#include "indexer/extraction/article_blocks.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/text/fold.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/lines.h"
#include "indexer/extraction/text_witness.h"

namespace dateline {
namespace {

constexpr std::size_t kFewestRuns = 60;  // of a witness that is worth hearing
constexpr std::size_t kLongestHeadline = 250;  // bytes
constexpr std::size_t kLongestBio = 700;  // bytes
constexpr double kSurelyProse = 120;  // bytes
constexpr std::size_t kProse = 70;  // bytes: shorter text is rarely a paragraph

class Judge {
 public:
  Judge(const PageBlocks& page, const ArticleHints& hints) : page_(page), hints_(hints), witness_(hints.body), verdicts_(page.blocks.size(), Verdict::outside) {}

  std::vector<Verdict> run() {
    if (page_.blocks.empty()) return {};
    measure_prose();
    heard_.resize(page_.blocks.size());
    if (witness_.runs() >= kFewestRuns)
      for (std::size_t i = 0; i < page_.blocks.size(); ++i) heard_[i] = witness_.hear(page_.blocks[i].text);
    find_bodies();
    find_headline();
    find_teasers();
    find_frames(true);
    value_blocks();
    const double trusting = choose_container();
    const std::vector<bool> framed = framed_;
    const std::size_t container = container_;
    find_frames(false);
    value_blocks();
    if (choose_container() * 0.3 <= trusting) {
      framed_ = framed;
      container_ = container;
    }
    sift();
    hear_witness();
    return std::move(verdicts_);
  }

 private:
  static double link_density(const PageBlock& block) { return static_cast<double>(block.linked) / static_cast<double>(block.text.size()); }

  void measure_prose() {
    prose_.assign(1, 0);
    for (const PageBlock& block : page_.blocks) {
      const bool prose = block.level == 0 && block.text.size() >= kProse && link_density(block) < 0.4;
      prose_.push_back(prose_.back() + (prose ? static_cast<double>(block.text.size() - block.linked) : 0));
    }
  }

  // Prose in elements that are called an article's text, of each element.
  void find_bodies() {
    body_prose_.assign(page_.elements.size(), 0);
    for (std::size_t i = page_.elements.size(); i-- > 1;) {
      const PageElement& element = page_.elements[i];
      if (element.hints & hint::body && !(element.hints & hint::frame)) body_prose_[i] = prose_of(element);
      body_prose_[element.parent] += body_prose_[i];
    }
    vouched_.assign(1, 0);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) vouched_.push_back(vouched_.back() + (vouched(i) ? static_cast<double>(page_.blocks[i].text.size()) : 0));
  }

  double prose_of(const PageElement& element) const { return prose_[element.end_block] - prose_[element.first_block]; }

  // The first heading that is the title, else the first of the highest level.
  void find_headline() {
    const std::string title = fold(hints_.title);
    headline_ = page_.blocks.size();
    for (const PageElement& element : page_.elements)
      if (element.tag == GUMBO_TAG_MAIN && element.first_block < element.end_block) main_ = std::min<std::size_t>(main_, element.first_block);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const PageBlock& block = page_.blocks[i];
      if (!block.level) continue;
      if (!title.empty() && fold(block.text) == title) {
        headline_ = i;
        return;
      }
      if (block.level == 1 && block.text.size() <= kLongestHeadline && headline_ == page_.blocks.size()) headline_ = i;
    }
  }

  bool holds_headline(const PageElement& element) const { return element.first_block <= headline_ && headline_ < element.end_block; }

  // An element framed by its name or by one around it. What holds the headline and text, or the page's <main>, is no frame, whatever it is called. Some names
  // (a share bar, a sign-up wall) are found around whole articles: they do not count for what holds much of the prose; unless names are trusted, no name does.
  void find_frames(bool trust_names) {
    constexpr std::uint32_t kSure = hint::comments | hint::dialog | hint::sidebar | hint::related | hint::navigation | hint::footer;
    framed_.assign(page_.elements.size(), false);
    const double all = std::max(1.0, prose_.back());
    for (std::size_t i = 1; i < page_.elements.size(); ++i) {
      const PageElement& element = page_.elements[i];
      if (framed_[element.parent]) {
        framed_[i] = true;
        continue;
      }
      if (teasers_[i] && !holds_headline(element)) {
        framed_[i] = true;
        continue;
      }
      if (!(element.hints & hint::frame) || element.hints & hint::body) continue;
      if (element.tag == GUMBO_TAG_BODY || element.tag == GUMBO_TAG_HTML || element.tag == GUMBO_TAG_ARTICLE || element.tag == GUMBO_TAG_MAIN) continue;
      const double prose = prose_of(element), share = prose / all;
      // Answers folded away under their questions, and pages that are put together by scripts.
      if ((element.hints & hint::frame) == hint::hidden && element.hints & hint::folded && prose >= kProse) continue;
      if (prose >= kProse && std::max(body_prose_[i], vouched_[element.end_block] - vouched_[element.first_block]) * 2 >= prose) continue;
      if ((holds_headline(element) && share >= 0.25) || (element.first_block <= main_ && main_ < element.end_block)) continue;
      const bool tag = element.tag == GUMBO_TAG_NAV || element.tag == GUMBO_TAG_ASIDE || element.tag == GUMBO_TAG_FIGCAPTION;
      framed_[i] = tag || share < 0.3 || (trust_names && element.hints & kSure) || (!trust_names && share < 0.9 && element.hints & (hint::comments | hint::dialog));
    }
  }

  // "3/12 The landing stage": a picture of a show.
  static bool is_slide(std::string_view text) {
    std::size_t at = 0;
    const auto number = [&] {
      std::size_t value = 0;
      const std::size_t begin = at;
      while (at < text.size() && at < begin + 3 && text[at] >= '0' && text[at] <= '9') value = value * 10 + static_cast<std::size_t>(text[at++] - '0');
      return value;
    };
    const std::size_t one = number();
    if (one == 0 || at == text.size() || text[at] != '/') return false;
    ++at;
    const std::size_t all = number();
    return all >= 3 && one <= all && at < text.size() && text[at] != '/' && text[at] != '-' && text.size() > 8;
  }

  // Elements that list other articles: three or more children of a linked heading and a few lines each.
  void find_teasers() {
    std::vector<std::uint32_t> heads(1, 0);  // linked headings up to each block
    for (const PageBlock& block : page_.blocks) {
      const double density = link_density(block);
      heads.push_back(heads.back() + (block.text.size() >= 15 && block.text.size() <= 250 && (density > 0.8 || (block.level && density > 0.5))));
    }
    std::vector<std::uint32_t> cards(page_.elements.size(), 0), blocks(page_.elements.size(), 0);
    teasers_.assign(page_.elements.size(), false);
    for (std::size_t i = 1; i < page_.elements.size(); ++i) {
      const PageElement& element = page_.elements[i];
      const std::uint32_t length = element.end_block - element.first_block;
      if (length < 2 || length > 8 || heads[element.end_block] == heads[element.first_block] || prose_of(element) > 700) continue;
      ++cards[element.parent];
      blocks[element.parent] += length;
    }
    for (std::size_t i = 1; i < page_.elements.size(); ++i) {
      const PageElement& element = page_.elements[i];
      const bool slide = element.first_block < element.end_block && is_slide(page_.blocks[element.first_block].text) && prose_of(element) <= 1000;
      teasers_[i] = slide || (cards[i] >= 3 && blocks[i] * 10 >= (element.end_block - element.first_block) * 8);
    }
  }

  // Known to the witness as a whole.
  bool vouched(std::size_t block) const { return heard_[block].runs > 8 && heard_[block].known * 10 >= heard_[block].runs * 9; }

  double value_of(std::size_t index) const {
    const PageBlock& block = page_.blocks[index];
    if (vouched(index)) return std::min(static_cast<double>(block.text.size()), 600.0) * 1.5;
    if (framed_[block.element]) return -8;
    const double bytes = static_cast<double>(block.text.size()), density = link_density(block);
    if (block.level) return density > 0.5 ? -20 : 10;
    if (density > 0.5) return -5 - std::min(bytes, 100.0) / 4;
    if (is_notice(block.text) || is_caption(block.text)) return -10;
    if (bytes >= kProse) return std::min(bytes, 600.0) * (1 - density);
    if (looks_like_sentence(block.text)) return bytes / 2;
    const char last = block.text.back();
    return last == '.' || last == '!' || last == '?' ? bytes / 4 : -10;
  }

  void value_blocks() {
    value_.assign(1, 0);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) value_.push_back(value_.back() + value_of(i));
  }

  double choose_container() {
    double highest = 0;
    container_ = 0;
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      const PageElement& element = page_.elements[i];
      double value = value_[element.end_block] - value_[element.first_block];
      if (element.hints & hint::body) value *= 1.2;
      if (element.tag == GUMBO_TAG_ARTICLE) value *= holds_headline(element) ? 1.4 : 1.05;
      if (value >= highest && value > 0) {
        highest = value;
        container_ = i;
      }
    }
    return highest;
  }

  void sift() {
    const PageElement& container = page_.elements[container_];
    const std::string title = fold(hints_.title);
    std::size_t first = container.first_block, end = container.end_block;
    // The article begins at its headline, where the container holds it.
    for (std::size_t i = first; i < end; ++i)
      if (page_.blocks[i].level == 1 || (page_.blocks[i].level && !title.empty() && fold(page_.blocks[i].text) == title)) {
        if ((prose_[i] - prose_[first]) * 10 < prose_[end] - prose_[first]) {
          for (; first < i; ++first)
            if (prose_[first + 1] - prose_[first] < kSurelyProse || framed_[page_.blocks[first].element]) verdicts_[first] = Verdict::above;
            else break;
        }
        break;
      }
    std::array<std::string_view, 2> before;  // the last that were kept; a page made for two sizes of screen says things twice
    bool any = false;
    double taken = 0;
    for (std::size_t i = first; i < end; ++i) {
      const PageBlock& block = page_.blocks[i];
      Verdict& verdict = verdicts_[i];
      if (framed_[block.element] && !vouched(i)) {
        verdict = Verdict::framed;
        continue;
      }
      if (is_bio(block.text)) {
        verdict = Verdict::bio;
      } else if (begins_tail(block.text)) {
        if (prose_[end] - prose_[i] < taken * 0.5) {
          for (; i < end; ++i) verdicts_[i] = Verdict::tail;
          break;
        }
        verdict = Verdict::tail;
      } else if (block.level == 1 || (block.text.size() <= 2 * hints_.title.size() && fold(block.text) == title)) {
        verdict = Verdict::title;
      } else if (block.timed * 2 > block.text.size() || (block.text.size() < 160 && (!any || !looks_like_sentence(block.text)) && read_head_line(block.text))) {
        verdict = Verdict::byline;
      } else if (block.text.size() >= kProse && (block.text == before[0] || block.text == before[1])) {
        verdict = Verdict::repeated;
      } else if (is_notice(block.text) || is_navigation(block.text)) {
        verdict = Verdict::notice;
      } else if (is_caption(block.text)) {
        verdict = Verdict::caption;
      } else if (link_density(block) > 0.66 && static_cast<double>(block.text.size() - block.linked) < kSurelyProse) {
        verdict = Verdict::linked;
      } else {
        verdict = Verdict::kept;
        any |= block.text.size() >= kProse;
        taken += static_cast<double>(block.text.size());
        before = {block.text, before[0]};
      }
    }
    drop_lone_headings();
    take_standfirst();
  }

  // Where the page's data tells the whole of what was found, what it does not know is no part of it: pitches, captions, links between paragraphs.
  void hear_witness() {
    std::size_t found = 0, known = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (verdicts_[i] != Verdict::kept) continue;
      found += heard_[i].runs;
      known += heard_[i].known;
    }
    if (found == 0 || known * 100 < witness_.runs() * 85 || known * 10 < found * 8) return;
    constexpr std::uint16_t kApart = within::quote | within::list | within::table | within::heading;
    std::size_t first = 0;
    while (first < page_.blocks.size() && (verdicts_[first] != Verdict::kept || !heard_[first].attested())) ++first;
    for (std::size_t i = first; i < page_.blocks.size(); ++i)
      if (verdicts_[i] == Verdict::kept && heard_[i].unknown() && !(page_.elements[page_.blocks[i].element].within & kApart)) verdicts_[i] = Verdict::unattested;
  }

  static bool is_dated(std::string_view text) {
    const std::string folded = fold(text.substr(0, 12));
    for (std::string_view start : {"by ", "published", "updated", "posted", "last "})
      if (folded.rfind(start, 0) == 0) return true;
    return read_head_line(text).has_value();
  }

  // The lines between the headline and a container that does not hold it.
  void take_standfirst() {
    const PageElement& container = page_.elements[container_];
    if (headline_ >= container.first_block) return;
    const std::size_t end = std::min<std::size_t>(container.first_block, headline_ + 9);
    for (std::size_t i = headline_ + 1; i < end; ++i) {
      const PageBlock& block = page_.blocks[i];
      if (block.level == 1) return;
      if (framed_[block.element] || block.text.size() < 40 || block.text.size() > 400 || link_density(block) > 0.3) continue;
      if (is_notice(block.text) || is_caption(block.text) || is_navigation(block.text) || is_dated(block.text)) continue;
      verdicts_[i] = Verdict::kept;
      return;
    }
  }

  // "Ann Lee is a reporter with ...", by a name of an author.
  bool is_bio(std::string_view text) const {
    if (text.size() > kLongestBio) return false;
    for (const std::string& author : hints_.authors) {
      if (author.size() < 5 || text.substr(0, author.size()) != author) continue;
      const std::string_view rest = text.substr(author.size());
      for (std::string_view verb : {" is ", " covers ", " writes ", " has been ", " joined ", " can be ", " may be ", ", "})
        if (rest.substr(0, verb.size()) == verb) return true;
    }
    return false;
  }

  // A heading that nothing follows.
  void drop_lone_headings() {
    bool content = false;
    std::uint8_t level = 0;
    for (std::size_t i = verdicts_.size(); i-- > 0;) {
      if (verdicts_[i] != Verdict::kept) continue;
      const PageBlock& block = page_.blocks[i];
      if (!block.level) {
        content = true;
        continue;
      }
      if (!content) verdicts_[i] = Verdict::lone_heading;
      level = block.level;
      (void)level;
    }
  }

  const PageBlocks& page_;
  const ArticleHints& hints_;
  const TextWitness witness_;
  std::vector<Verdict> verdicts_;
  std::vector<TextWitness::Testimony> heard_;  // by block
  std::vector<double> prose_, value_, vouched_;  // sums up to each block
  std::vector<double> body_prose_;  // by element
  std::vector<bool> framed_, teasers_;  // by element
  std::size_t container_ = 0, headline_ = 0;
  std::size_t main_ = std::string::npos;  // the first block of <main>
};

}  // namespace

std::vector<Verdict> judge_blocks(const PageBlocks& page, const ArticleHints& hints) { return Judge(page, hints).run(); }

}  // namespace dateline
