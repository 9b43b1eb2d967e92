// What the names of elements are taken to say.
#include <catch2/catch.hpp>

#include "indexer/extraction/html_hints.h"

namespace dateline {

TEST_CASE("a name is read in its words, however they are joined", "[hints]") {
  for (const char* name : {"related-posts", "relatedPosts", "related_posts", "posts related", "Related", "block__related--wide", "related2"}) {
    CAPTURE(name);
    CHECK((hints_of_name(name) & hint::related) != 0);
  }
  CHECK(hints_of_name("correlated") == 0);
  CHECK((hints_of_name("article-body") & hint::body) != 0);
  CHECK((hints_of_name("articleBody") & hint::body) != 0);
}

TEST_CASE("made-up names say nothing", "[hints]") {
  CHECK(hints_of_name("element-7ad21f3") == 0);
  CHECK(hints_of_name("css-ad41c09") == 0);
  CHECK((hints_of_name("ad-300") & hint::advert) != 0);
  CHECK((hints_of_name("ad2") & hint::advert) != 0);
}

TEST_CASE("an overflow that is hidden hides nothing", "[hints]") {
  CHECK((hints_of_name("overflow-hidden") & hint::hidden) == 0);
  CHECK((hints_of_name("w-full overflow-hidden md:hidden") & hint::hidden) == 0);
  CHECK((hints_of_name("note hidden") & hint::hidden) != 0);
  CHECK((hints_of_name("visually-hidden") & hint::hidden) != 0);
}

TEST_CASE("words of two names do not make a pair", "[hints]") {
  CHECK((hints_of_name("sign-up") & hint::signup) != 0);
  CHECK((hints_of_name("sign up") & hint::signup) == 0);
}

}  // namespace dateline
