#include "generator.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dateline {
namespace {

// Their own stems in English and German, and no two of a family.
constexpr std::array<std::string_view, 8> kWords{"storm", "market", "port", "film", "dock", "camp", "team", "fund"};
constexpr std::array<std::string_view, 3> kNames{"Anna Holm", "Nils Berg", "Clara Weiss"};
constexpr std::array<std::string_view, 4> kTags{"climate", "trade", "sport", "culture"};
constexpr std::array<std::string_view, 3> kSources{"Harbor Courier", "Morning Post", "Evening Wire"};
constexpr std::array<std::string_view, 4> kFiles{"a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl"};
constexpr std::array<std::string_view, 9> kDates{"", "", "2024-03-14", "2024-03-14T23:30:00-05:00", "2024-03-15T04:30:00Z", "2024-03-15", "2024-03-31", "2023-12-31T23:59:59Z", "2024-04-02"};
constexpr std::array<std::string_view, 6> kDays{"2023-12-31", "2024-03-14", "2024-03-15", "2024-03", "2024", "2024-04-01"};
constexpr std::array<std::string_view, 2> kStories{
    "the old bridge across the river was closed on Monday after engineers found cracks in two of its pillars and the council asked drivers to take the ferry until repairs are finished later this summer",
    "a small theatre near the station will open again with a new play about sailors who lost their way in the fog and were found by a girl with a lantern many years before the lighthouse was built"};
constexpr std::array<std::string_view, 4> kAliases{"", "person | Anna Holm | Nils Berg\n", "person | Nils Berg | Clara Weiss\n", "person | Clara Weiss |\n"};

template <std::size_t N>
std::string one_of(const std::array<std::string_view, N>& all, std::size_t at) {
  return std::string(all[at % N]);
}

}  // namespace

std::string Generator::id() { return std::string(1, static_cast<char>('a' + below(9))); }
std::string Generator::word() { return one_of(kWords, below(kWords.size())); }

std::string Generator::words(std::size_t count) {
  std::string text;
  while (count--) text += (text.empty() ? "" : below(6) ? " " : below(2) ? ". " : "\n\n") + word();
  return text;
}

// Long enough to have near-duplicates: the beginning, the end or the whole of one of a few, with a word before it.
std::string Generator::story() {
  std::string text = one_of(kStories, below(kStories.size()));
  const std::size_t cut = below(3);
  if (cut == 1) text = text.substr(text.find(' ', text.size() / 4) + 1);
  if (cut == 2) text = text.substr(0, text.rfind(' ', text.size() * 3 / 4));
  if (!below(6)) text += ". " + one_of(kStories, below(kStories.size()));
  return word() + ". " + text + ".";
}

Article Generator::article() {
  Article made;
  made.id = id();
  for (std::size_t n = below(3); n--;) made.title += (made.title.empty() ? "" : " ") + word();
  if (!below(2)) made.title += (made.title.empty() ? "" : " ") + one_of(kNames, below(kNames.size())) + " says";
  made.body = below(3) ? words(below(7)) : story();
  made.published = one_of(kDates, below(kDates.size()));
  if (!made.published.empty()) {
    made.published_from = "field";
    made.published_confidence = 1;
  }
  if (!below(4)) made.modified = below(2) ? "2024-05-01" : "2024-05-02T10:00:00Z";
  if (below(3)) made.source = one_of(kSources, below(kSources.size()));
  made.language = below(4) ? "en" : "de";
  for (std::size_t n = below(3); n--;)
    if (std::string tag = one_of(kTags, below(kTags.size())); std::find(made.tags.begin(), made.tags.end(), tag) == made.tags.end()) made.tags.push_back(std::move(tag));
  if (!below(4)) made.extra = "{\"views\":" + std::to_string(below(3)) + "}";
  return made;
}

std::vector<Article> Generator::articles(std::size_t most) {
  std::vector<Article> made;
  for (std::size_t n = 1 + below(most); n--;) made.push_back(article());
  return made;
}

Condition Generator::condition() {
  using Kind = Condition::Kind;
  Condition asked;
  asked.kind = static_cast<Kind>(below(static_cast<std::size_t>(Kind::person) + 1));
  asked.first = word();
  switch (asked.kind) {
    case Kind::word:
    case Kind::without:
    case Kind::title: break;
    case Kind::either:
    case Kind::phrase: asked.second = word(); break;
    case Kind::tag: asked.first = one_of(kTags, below(kTags.size())); break;
    case Kind::source: asked.first = one_of(kSources, below(kSources.size())); break;
    case Kind::language: asked.first = below(2) ? "en" : "de"; break;
    case Kind::between:
      asked.first = one_of(kDays, below(3));
      asked.second = one_of(kDays, below(3));
      if (asked.second < asked.first) std::swap(asked.first, asked.second);
      break;
    case Kind::after:
    case Kind::before: asked.first = one_of(kDays, below(3)); break;
    case Kind::id: asked.first = id(); break;
    case Kind::person: asked.first = one_of(kNames, below(kNames.size())); break;
  }
  return asked;
}

Question Generator::question() {
  Question asked;
  for (std::size_t n = 1 + below(2); n--;) asked.conditions.push_back(condition());
  constexpr std::array<Sort, 3> kSorts{Sort::relevance, Sort::newest, Sort::oldest};
  asked.sort = kSorts[below(kSorts.size())];
  return asked;
}

Operation Generator::operation() {
  using Kind = Operation::Kind;
  constexpr std::array<std::pair<Kind, std::size_t>, 16> kShares{{{Kind::put, 18}, {Kind::remove, 8}, {Kind::commit, 5}, {Kind::abandon, 2}, {Kind::batch, 4}, {Kind::write_file, 7}, {Kind::append_file, 3}, {Kind::delete_file, 4},
                                                                  {Kind::index, 8}, {Kind::prune, 4}, {Kind::aliases, 3}, {Kind::compact, 1}, {Kind::upgrade, 1}, {Kind::reopen, 2}, {Kind::ask, 16}, {Kind::show, 6}}};
  std::size_t total = 0;
  for (const auto& [kind, share] : kShares) total += share;
  std::size_t left = below(total);
  Operation made;
  for (const auto& [kind, share] : kShares) {
    made.kind = kind;
    if (left < share) break;
    left -= share;
  }
  switch (made.kind) {
    case Kind::put: made.articles = {article()}; break;
    case Kind::remove: made.id = id(); break;
    case Kind::batch: made.articles = articles(6); break;
    case Kind::write_file:
    case Kind::append_file: made.articles = articles(4); [[fallthrough]];
    case Kind::delete_file: made.file = one_of(kFiles, below(kFiles.size())); break;
    case Kind::prune: made.yes = below(2); break;
    case Kind::aliases: made.text = one_of(kAliases, below(kAliases.size())); break;
    case Kind::ask: made.question = question(); break;
    case Kind::show: made.id = below(3) ? id() : ""; break;
    default: break;
  }
  return made;
}

std::vector<Operation> Generator::sequence(std::size_t count) {
  std::vector<Operation> made;
  while (count--) made.push_back(operation());
  return made;
}

}  // namespace dateline
