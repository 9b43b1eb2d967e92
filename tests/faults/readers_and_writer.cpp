// Readers beside a writer: readers_and_writer [--seconds S] [--readers N].
//
// The writer keeps groups of kGroup articles; each commit writes one group anew, all of it in the next generation: replaced, or removed and added under other ids. So every answer about a group must hold
// kGroup articles of one generation, in hits, snippets, count, facets and timeline alike, and no reader sees a generation after a later one. Now and then the database is compacted. Another writer tries all the while:
// it is told who writes, or writes itself when nobody does, and nothing of what it has committed is lost.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/error.h"
#include "common/exit_status.h"
#include "common/store/check.h"
#include "common/store/compact.h"
#include "indexer/article_writer.h"
#include "query/searcher.h"
#include "query/shared_tables.h"

namespace {

using namespace dateline;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kGroups = 4, kGroup = 12;
constexpr std::uint64_t kCommitsBetweenCompactions = 50;

std::atomic<bool> over{false};
std::atomic<std::uint64_t> requests{0}, commits{0}, compactions{0}, refused{0}, written_between{0}, errors{0};
std::mutex saying;

void error(const std::string& what) {
  if (++errors > 20) return;
  const std::lock_guard lock(saying);
  std::cout << what << std::endl;
}

std::string group_name(std::size_t group) { return "group" + std::string(1, static_cast<char>('a' + group)); }
std::string generation_name(std::uint64_t generation) { return "wire " + std::to_string(generation); }

// Every other generation but one has ids of its own.
std::string id_of(std::size_t group, std::uint64_t generation, std::size_t number) { return group_name(group) + std::to_string(generation / 2 % 2) + "-" + std::to_string(number); }

Article article(std::size_t group, std::uint64_t generation, std::size_t number) {
  Article made;
  made.id = id_of(group, generation, number);
  made.title = "Harbour report";
  made.body = "The storm of " + generation_name(generation) + " has reached the harbour, says notice number " + std::to_string(number) + ".";
  made.published = "20" + std::to_string(10 + generation % 15) + "-03-14";
  made.language = "en";
  made.source = generation_name(generation);
  made.tags = {group_name(group)};
  return made;
}

void write(ArticleWriter& writer, std::size_t group, std::uint64_t generation) {
  for (std::size_t number = 0; number < kGroup; ++number) {
    if (generation && id_of(group, generation - 1, number) != id_of(group, generation, number) && !writer.remove(id_of(group, generation - 1, number))) error("the writer misses what it has written");
    writer.put(article(group, generation, number));
  }
  writer.commit();
  ++commits;
}

void write_until_over(const DatabaseDirectory& directory) try {
  std::mt19937 random(7);
  std::vector<std::uint64_t> generations(kGroups, 0);
  while (!over) {
    {
      ArticleWriter writer(directory.path(), 30);
      for (std::uint64_t n = 0; n < kCommitsBetweenCompactions && !over; ++n) {
        const std::size_t group = random() % kGroups;
        write(writer, group, ++generations[group]);
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 20));
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const WriterLock lock(directory, 30);
    compact_live(directory);
    ++compactions;
  }
} catch (const std::exception& thrown) {
  error(std::string("the writer: ") + thrown.what());
}

// Adds its articles whenever nobody else writes; tells which.
void write_between(const DatabaseDirectory& directory, std::set<std::string>& put) {
  while (!over) {
    try {
      ArticleWriter writer(directory.path());
      Article made;
      made.id = "between-" + std::to_string(put.size());
      made.title = "Notice to mariners";
      writer.put(made);
      writer.commit();
      put.insert(made.id);
      ++written_between;
    } catch (const Error& refusal) {
      const std::string said = refusal.what();
      if (exit_status(refusal.kind()) != 75 || said.find("is being written by another process (pid " + std::to_string(::getpid()) + ", started ") == std::string::npos) error("the other writer: " + said);
      ++refused;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Request question_about(std::size_t group, std::mt19937& random) {
  Request request;
  const std::string queries[] = {"storm", "\"has reached the harbour\"", "harbour -ferry", "storm OR NOT ferry", ""};
  request.query = queries[random() % 5];
  request.conditions = {{"tag", group_name(group)}};
  request.match = Match::all;
  request.sort = static_cast<Sort>(random() % 3);
  request.limit = 100;
  request.fold_copies = false;
  request.whole_articles = random() % 2;
  request.facets = {{"source", 10}, {"year", 10}};
  request.timeline = TimelineUnit::year;
  return request;
}

// What is wrong with an answer; `last` is the newest generation seen of the group.
std::string fault_of(const Result& result, std::uint64_t& last) {
  if (result.total.value != kGroup || result.hits.size() != kGroup) return std::to_string(result.total.value) + " in all, " + std::to_string(result.hits.size()) + " hits";
  const std::string source = result.hits.front().article.source, year = result.hits.front().article.published.substr(0, 4);
  const std::uint64_t generation = std::stoull(source.substr(source.find(' ')));
  if (generation < last) return source + " after " + std::to_string(last);
  last = generation;
  std::set<std::string> ids;
  for (const Hit& hit : result.hits) {
    ids.insert(hit.article.id);
    if (hit.article.source != source) return source + " beside " + hit.article.source;
    if (hit.snippet.text.find("storm of " + source + " has") == std::string::npos) return source + " with the passage: " + hit.snippet.text;
    if (!hit.article.body.empty() && hit.article.body.find("storm of " + source + " has") == std::string::npos) return source + " with the body: " + hit.article.body;
  }
  if (ids.size() != kGroup) return "an article twice";
  for (const Facet& facet : result.facets)
    if (facet.values.size() != 1 || facet.values[0].count != kGroup || facet.values[0].value != (facet.field == "source" ? source : year)) return source + " with other facets";
  if (result.timeline.size() != 1 || result.timeline[0].count != kGroup || result.timeline[0].key != year) return source + " with another timeline";
  return {};
}

void read_until_over(const std::string& database, const std::shared_ptr<SharedTables>& shared, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::uint64_t> last(kGroups, 0);
  auto searcher = std::make_unique<Searcher>(std::vector<std::string>{database}, shared);
  while (!over) {
    const std::size_t group = random() % kGroups;
    const Request request = question_about(group, random);
    try {
      if (random() % 200 == 0) searcher = std::make_unique<Searcher>(std::vector<std::string>{database}, shared);
      if (const std::string fault = fault_of(searcher->search(request), last[group]); !fault.empty()) error("tag:" + group_name(group) + " " + request.query + ": " + fault);
      if (const std::uint64_t counted = searcher->count(request).total.value; counted != kGroup) error("counted " + std::to_string(counted));
    } catch (const std::exception& thrown) {
      error("tag:" + group_name(group) + " " + request.query + ": " + thrown.what());
    }
    requests += 2;
  }
}

int run(double seconds, unsigned readers) {
  std::string folder = (fs::temp_directory_path() / "dateline-readers-XXXXXX").string();
  if (!mkdtemp(folder.data())) throw std::runtime_error("cannot make a temporary folder");
  const DatabaseDirectory directory(folder + "/db");
  {
    ArticleWriter writer(directory.path());
    for (std::size_t group = 0; group < kGroups; ++group) write(writer, group, 0);
  }
  const auto shared = std::make_shared<SharedTables>();
  std::set<std::string> put_between;
  std::vector<std::thread> threads;
  threads.emplace_back(write_until_over, directory);
  threads.emplace_back([&] { write_between(directory, put_between); });
  for (unsigned reader = 0; reader < readers; ++reader) threads.emplace_back(read_until_over, directory.path(), shared, reader + 1);
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  over = true;
  for (std::thread& thread : threads) thread.join();

  for (const std::string& fault : check(directory).faults) error("check: " + fault);
  Searcher searcher({directory.path()});
  for (const std::string& id : put_between)
    if (!searcher.article(id)) error(id + " was committed and is lost");
  if (const std::uint64_t articles = searcher.status().front().articles; articles != kGroups * kGroup + put_between.size()) error(std::to_string(articles) + " articles in the end");
  std::cout << requests << " requests of " << readers << " readers, " << commits << " commits, " << compactions << " compactions; another writer was refused " << refused << " times and wrote " << written_between << " times; " << errors << " errors\n";
  fs::remove_all(folder);
  return errors || !requests || !refused;
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 4;
  unsigned readers = 3;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string(argv[i]) == "--seconds") seconds = std::strtod(argv[i + 1], nullptr);
    if (std::string(argv[i]) == "--readers") readers = static_cast<unsigned>(std::strtoul(argv[i + 1], nullptr, 10));
  }
  return run(seconds, readers);
}
