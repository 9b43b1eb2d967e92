#include "common/analysis/sketch.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/text/tokenizer.h"

using namespace dateline;

namespace {

BodySketch sketch(const std::string& text) {
  TokenList tokens;
  tokenize(text, {}, tokens);
  BodySketch out;
  sketch_body(tokens, out);
  return out;
}

// A story of sentences whose words are its number's alone, but for the commonest.
std::string story(int number, int first, int last) {
  static const std::vector<std::string> kNames{"Arden", "Bexley", "Corwen", "Dunmore", "Elstow", "Farley", "Girton", "Harlow"};
  std::string text;
  for (int i = first; i < last; ++i) {
    const std::string tail = std::to_string(number) + "x" + std::to_string(i);
    text += "The council of " + kNames[static_cast<std::size_t>(i) % kNames.size()] + " heard from speaker" + tail + " that the bridge of plan" + tail +
            " would cost " + std::to_string(1000 + i * 37 + number) + " crowns and take a summer of work" + tail + ".\n\n";
  }
  return text;
}

const std::string kNotice = "Read more of our stories every day. Sign up for the letter that we send in the morning. "
                            "You may not copy this without leave of the publisher, who owns all rights in it.\n\n";

std::string market(const std::string& level, const std::string& change, const std::string& volume) {
  return "Shares in the city closed higher on Tuesday, with the Granite index up " + change + " percent at " + level +
         " points. Dealers spoke of a quiet day in which few orders came from abroad. Turnover reached " + volume +
         " million crowns. Banks and builders led the list, while mines fell back. The exchange opens again at the usual hour, and "
         "trades made today are settled on the third day after, as the rules of the exchange lay down.";
}

std::size_t shared(const BodySketch& a, const BodySketch& b) {
  std::size_t count = 0;
  for (const auto key : a.keys) count += std::count(b.keys.begin(), b.keys.end(), key);
  return count;
}

}  // namespace

TEST_CASE("a text contains itself") {
  const BodySketch one = sketch(story(1, 0, 12));
  CHECK_FALSE(one.sketch.empty());
  CHECK(one.keys.size() == kSketchKeys);
  CHECK(containment(one.sketch, one.sketch) > 0.95);
}

TEST_CASE("a copy that is cut, turned about and wrapped in notices is contained in its original") {
  const BodySketch whole = sketch(story(1, 0, 20));
  const BodySketch copy = sketch(kNotice + story(1, 12, 18) + story(1, 2, 8) + kNotice);
  CHECK(containment(whole.sketch, copy.sketch) >= kCopyContainment);
  CHECK(containment(copy.sketch, whole.sketch) == containment(whole.sketch, copy.sketch));
  CHECK(shared(whole, copy) > 0);
}

TEST_CASE("the order of the sentences makes no difference") {
  CHECK(sketch(story(1, 0, 6) + story(1, 6, 12)).sketch == sketch(story(1, 6, 12) + story(1, 0, 6)).sketch);
  CHECK(sketch(story(1, 0, 6) + story(1, 6, 12)).keys == sketch(story(1, 6, 12) + story(1, 0, 6)).keys);
}

TEST_CASE("other stories under the same notice are no copies") {
  CHECK(containment(sketch(story(1, 0, 12) + kNotice).sketch, sketch(story(2, 0, 12) + kNotice).sketch) < kCopyContainment);
}

TEST_CASE("a template with other figures is no copy, and one with the same is") {
  const BodySketch monday = sketch(market("4,512.30", "0.8", "318"));
  CHECK(containment(monday.sketch, sketch(market("4,498.75", "1.3", "402")).sketch) < kCopyContainment);
  CHECK(containment(monday.sketch, sketch(kNotice + market("4,512.30", "0.8", "318")).sketch) >= kCopyContainment);
}

TEST_CASE("a short text has no sketch, and is contained in nothing") {
  const BodySketch flash = sketch("The bridge is open again.");
  CHECK(flash.sketch.empty());
  CHECK(flash.keys.empty());
  CHECK(containment(flash.sketch, flash.sketch) == 0);
  CHECK(sketch("").sketch.empty());
}
