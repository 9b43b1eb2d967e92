#include "indexer/bulk/bulk_writer.h"

#include <xapian.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "common/store/database.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"
#include "indexer/writer.h"
#include "../scratch.h"

namespace dateline {
namespace {

// A document of random terms, and the article that it is said to be.
struct Random {
  Article article;
  BuiltDocument built;
};

class Source {
 public:
  explicit Source(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

  // Often one of a few, seldom a new one, now and then with zeros, high bytes or of the greatest length.
  std::string word() {
    const std::size_t kind = below(100);
    if (kind < 70) return "w" + std::to_string(below(40) * below(40));
    std::string word;
    for (std::size_t n = kind == 99 ? 200 : 1 + below(12); n--;) word.push_back(kind < 97 ? static_cast<char>('a' + below(26)) : static_cast<char>(below(3) ? below(256) : 0));
    return word.substr(0, 120 + 80 * (word.find('\0') == std::string::npos));
  }

  Random document(std::size_t number, const std::shared_ptr<TermNumbers>& numbers) {
    Random made;
    made.built.numbers = numbers;
    made.article.id = "article " + std::to_string(number);
    made.article.title = word();
    std::map<std::string, BuiltTerm> terms;
    for (std::size_t n = below(20) ? below(120) : 0; n--;) terms[word()].wdf = static_cast<std::uint32_t>(below(3) ? below(4) : below(70000));
    for (auto& [text, term] : terms) {
      term.number = numbers->terms().intern(text);
      term.positions_begin = static_cast<std::uint32_t>(made.built.positions.size());
      std::set<std::uint32_t> positions;
      // Xapian's own check takes positions in a document of length 0 for damage.
      if (term.wdf)
        for (std::size_t n = below(3) ? below(4) : below(30); n--;) positions.insert(static_cast<std::uint32_t>(1 + (below(2) ? below(60) : below(100000))));
      term.positions_count = static_cast<std::uint32_t>(positions.size());
      made.built.positions.insert(made.built.positions.end(), positions.begin(), positions.end());
      made.built.terms.push_back(term);
    }
    std::set<std::string> words;
    for (std::size_t n = below(10); n--;) words.insert("sp" + std::to_string(below(500)) + std::string(below(2), 'z'));
    for (const std::string& text : words) made.built.words.push_back({numbers->word(numbers->unstemmed().form(text, Vocabulary::hash_of(text)), text), below(2) == 1});
    if (below(4)) {
      made.built.instant = static_cast<std::int64_t>(below(2'000'000'000));
      made.built.values.emplace_back(slot::kDay, day_value(static_cast<DayNumber>(below(20000))));
    }
    if (below(2)) made.built.values.emplace_back(8 + below(3) * 100, word());
    for (std::size_t n = below(30) ? below(40) : below(20000); n--;) made.article.body += word() + " ";
    made.built.data = encode_article(made.article);
    return made;
  }

 private:
  std::mt19937 random_;
};

// All that the engine says of a database.
std::vector<std::string> everything(const Xapian::Database& database) {
  std::vector<std::string> lines;
  const auto say = [&](auto... parts) {
    std::string line;
    ((line += " ", line += parts), ...);
    lines.push_back(line);
  };
  const auto number = [](auto n) { return std::to_string(n); };
  say(std::string("documents"), number(database.get_doccount()), number(database.get_lastdocid()), number(database.get_total_length()));
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    say("term " + *term, number(term.get_termfreq()), number(database.get_collection_freq(*term)));
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting) {
      std::string positions;
      for (auto position = posting.positionlist_begin(); position != posting.positionlist_end(); ++position) positions += " " + number(*position);
      say("posting", number(*posting), number(posting.get_wdf()), number(posting.get_doclength()), positions);
    }
  }
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    say("document", number(*posting), number(posting.get_doclength()), number(document.termlist_count()));
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) say("has " + *term, number(term.get_wdf()));
    for (auto value = document.values_begin(); value != document.values_end(); ++value) say("value", number(value.get_valueno()), *value);
    say("data " + document.get_data());
  }
  for (unsigned slot = 0; slot < 300; ++slot)
    if (database.get_value_freq(slot)) say("slot", number(slot), number(database.get_value_freq(slot)), database.get_value_lower_bound(slot), database.get_value_upper_bound(slot));
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
    if ((*key).rfind(metadata::kChanges, 0) != 0 && *key != metadata::kUuid) say("metadata " + *key, database.get_metadata(*key));
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word) {
    say("spelling " + *word, number(word.get_termfreq()));
    say("suggests " + database.get_spelling_suggestion(*word + "q"));
  }
  return lines;
}

void compare(const DatabaseDirectory& one, const DatabaseDirectory& other) {
  const std::vector<std::string> left = everything(Database({one.path()}).xapian()), right = everything(Database({other.path()}).xapian());
  const auto [a, b] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (a == left.end() && b == right.end()) return;
  FAIL("from line " << a - left.begin() << ": " << (a == left.end() ? "nothing" : *a) << " and " << (b == right.end() ? "nothing" : *b));
}

std::size_t documents() {
  const char* wanted = std::getenv("DATELINE_BULK_DOCUMENTS");
  return wanted ? std::strtoul(wanted, nullptr, 10) : 300;
}

TEST_CASE("a database written at once is the one that Xapian makes of the same documents") {
  const Scratch scratch;
  const DatabaseDirectory bulk(scratch / "bulk"), slow(scratch / "slow");
  bulk.create();
  slow.create();
  const unsigned seed = GENERATE(1U, 2U);
  {
    // Two workers in turn, and so little memory that there are many runs.
    BulkWriter at_once(bulk, 1, {}, IndexKind{}, 0);
    Writer one_by_one = Writer::open_live(slow);
    Source source(seed);
    for (std::size_t i = 0; i < documents(); ++i) {
      const std::shared_ptr<PostingBuffer> buffer = at_once.buffer(source.below(2));
      Random made = source.document(i, buffer->numbers());
      BulkDocument document(made.article, made.built, buffer, nullptr);
      REQUIRE(at_once.add(document, IdKind::given, {}, {}));
      PreparedDocument prepared(made.article, made.built, nullptr);
      REQUIRE(one_by_one.add(prepared, IdKind::given, {}, {}) == Outcome::added);
    }
    at_once.finish();
    one_by_one.close();
  }
  bulk.publish(1);
  compare(bulk, slow);
  CHECK(Xapian::Database::check(bulk.generation_path(1), 0, nullptr) == 0);

  SECTION("and goes on to be it while articles come and go") {
    Source source(seed + 100);
    Writer left = Writer::open_live(bulk), right = Writer::open_live(slow);
    for (std::size_t i = 0; i < 200; ++i) {
      const std::string gone = "article " + std::to_string(source.below(documents()));
      CHECK(left.remove(gone) == right.remove(gone));
      Random made = source.document(source.below(documents() * 2), std::make_shared<TermNumbers>());
      PreparedDocument a(made.article, made.built, nullptr), b(made.article, made.built, nullptr);
      left.add(a, IdKind::given, {}, {});
      right.add(b, IdKind::given, {}, {});
      if (i % 50 == 49) {
        left.commit();
        right.commit();
      }
    }
    left.close();
    right.close();
    compare(bulk, slow);
    CHECK(Xapian::Database::check(bulk.generation_path(1), 0, nullptr) == 0);
  }

  SECTION("and is it when it has been compacted") {
    const Xapian::Database database(bulk.generation_path(1));
    Xapian::Database(bulk.generation_path(1)).compact(scratch / "compact");
    CHECK(everything(Xapian::Database(scratch / "compact")) == everything(database));
    CHECK(Xapian::Database::check(scratch / "compact", 0, nullptr) == 0);
  }
}

}  // namespace
}  // namespace dateline
