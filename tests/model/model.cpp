#include "model.h"

#include <algorithm>

#include "answer.h"
#include "common/article_json.h"
#include "common/store/aliases.h"
#include "indexer/origin.h"
#include "indexer/readers/record_reader.h"

namespace dateline {
namespace {

bool newer(const std::string& a, const std::string& b) {
  const auto left = parse_rfc3339(a), right = parse_rfc3339(b);
  return left && right && to_instant(*left) > to_instant(*right);
}

bool same_but_for_path(Article a, const Article& b) {
  a.path = b.path;
  return a == b;
}

bool begins_with(const std::vector<std::string>& lines, const std::vector<std::string>& start) {
  return lines.size() >= start.size() && std::equal(start.begin(), start.end(), lines.begin());
}

}  // namespace

void Model::Counts::add(const std::string& outcome) {
  added += outcome == "added";
  replaced += outcome == "replaced";
  unchanged += outcome == "unchanged";
  kept_newer += outcome == "kept newer";
  renamed += outcome == "renamed";
  repeated += outcome == "repeated";
}

std::string Model::Counts::text() const {
  std::string text;
  for (const auto& [name, count] : std::initializer_list<std::pair<const char*, std::uint64_t>>{{"added", added}, {"replaced", replaced}, {"unchanged", unchanged}, {"kept newer", kept_newer}, {"renamed", renamed}, {"repeated", repeated},
                                                                                               {"removed", removed}, {"files read", files_read}, {"files unchanged", files_unchanged}})
    if (count) text += (text.empty() ? "" : ", ") + std::string(name) + " " + std::to_string(count);
  return text;
}

std::string Model::apply(const Operation& operation) {
  using Kind = Operation::Kind;
  switch (operation.kind) {
    case Kind::put: return add(operation.articles.front(), {});
    case Kind::remove: return now_.articles.erase(operation.id) ? "removed" : "none";
    case Kind::commit: committed_ = now_; return {};
    case Kind::abandon: now_ = committed_; return {};
    case Kind::write_file: disk_[operation.file].clear(); [[fallthrough]];
    case Kind::append_file:
      for (const Article& article : operation.articles) disk_[operation.file].push_back(to_json(article));
      return {};
    case Kind::delete_file: disk_.erase(operation.file); return {};
    case Kind::ask: return ask(operation.question);
    case Kind::show: return show(operation.id);
    case Kind::reopen: return {};
    case Kind::compact:
    case Kind::upgrade: committed_ = now_; return {};
    case Kind::aliases: now_.aliases = operation.text; committed_ = now_; return {};
    case Kind::batch:
    case Kind::index:
    case Kind::prune: {
      const std::string said = operation.kind == Kind::prune ? prune(operation.yes) : operation.kind == Kind::index ? index().text() : batch(operation.articles).text();
      committed_ = now_;
      return said;
    }
  }
  return {};
}

// An article that another file has, which is there and whose body is another, keeps its id; a newer `modified` keeps its place; another file's version of the same body stays unless this
// file's own has changed.
std::string Model::add(Article article, const Origin& origin) {
  builder_.understand(article);
  const bool by_file = !origin.first.empty();
  std::string id = article.id, outcome = "added";
  auto found = now_.articles.find(id);
  if (by_file && found != now_.articles.end() && found->second.is.article.body != article.body && owned_elsewhere(found->second, origin)) {
    id += hashed_ending(path(origin.first));
    outcome = "renamed";
    found = now_.articles.find(id);
  }
  article.id = id;
  if (found == now_.articles.end()) {
    now_.articles[id] = {understood(std::move(article), depth_), {origin}};
    return outcome;
  }
  Held& held = found->second;
  const Article& stored = held.is.article;
  const bool ours_now = held.origins.count(origin) > 0;
  const bool ours_before = std::any_of(held.origins.begin(), held.origins.end(), [&](const Origin& other) { return other.first == origin.first; });
  const bool shared = by_file && stored.body == article.body && owned_elsewhere(held, origin);
  const bool stays = shared && (!ours_before || same_but_for_path(stored, article));
  held.origins.insert(origin);
  if (newer(stored.modified, article.modified)) return "kept newer";
  if (stored == article || stays) return "unchanged";
  held.is = understood(std::move(article), depth_);
  return ours_now && by_file ? "repeated" : "replaced";
}

bool Model::owned_elsewhere(const Held& held, const Origin& origin) const {
  return std::any_of(held.origins.begin(), held.origins.end(), [&](const Origin& other) { return other.first != origin.first && now_.manifest.count(other.first) && disk_.count(other.first); });
}

Model::Counts Model::batch(const std::vector<Article>& articles) {
  Counts counts;
  for (const Article& article : articles) counts.add(add(article, {}));
  return counts;
}

Model::Counts Model::index() {
  Counts counts;
  for (const auto& [name, lines] : disk_) {
    const auto known = now_.manifest.find(name);
    const bool anew = known != now_.manifest.end() && !begins_with(lines, known->second.lines);
    if (known != now_.manifest.end() && known->second.lines == lines) {
      ++counts.files_unchanged;
      continue;
    }
    ++counts.files_read;
    File file = known == now_.manifest.end() ? File() : known->second;
    if (anew) file = {{}, file.reading + 1};
    for (std::size_t number = file.lines.size(); number < lines.size(); ++number) {
      ParsedRecord parsed = parse_record({Format::ndjson, number + 1, lines[number], {}, nullptr}, {path(name), {}, {}});
      counts.add(add(std::move(*parsed.article), {name, file.reading}));
    }
    if (anew) counts.removed += drop(name, file.reading);
    file.lines = lines;
    now_.manifest[name] = file;
  }
  return counts;
}

// Articles lose the file, in all its readings but one, and go with the last they had.
std::uint64_t Model::drop(const std::string& file, std::uint64_t but_for) {
  std::uint64_t gone = 0;
  for (auto entry = now_.articles.begin(); entry != now_.articles.end();) {
    std::set<Origin>& origins = entry->second.origins;
    std::erase_if(origins, [&](const Origin& origin) { return origin.first == file && origin.second != but_for; });
    gone += origins.empty();
    entry = origins.empty() ? now_.articles.erase(entry) : std::next(entry);
  }
  return gone;
}

std::string Model::prune(bool yes) {
  std::vector<std::string> gone;
  for (const auto& [name, file] : now_.manifest)
    if (!disk_.count(name)) gone.push_back(name);
  const auto of_gone = [&](const Origin& origin) { return std::find(gone.begin(), gone.end(), origin.first) != gone.end(); };
  const auto lost = std::count_if(now_.articles.begin(), now_.articles.end(), [&](const auto& entry) { return std::all_of(entry.second.origins.begin(), entry.second.origins.end(), of_gone); });
  if (!yes && static_cast<std::size_t>(lost) * 2 > now_.articles.size()) return "refused";
  std::uint64_t removed = 0;
  for (const std::string& name : gone) {
    removed += drop(name, 0);
    now_.manifest.erase(name);
  }
  return "removed " + std::to_string(removed);
}

std::vector<const UnderstoodArticle*> Model::committed() const {
  std::vector<const UnderstoodArticle*> all;
  for (const auto& [id, held] : committed_.articles) all.push_back(&held.is);
  return all;
}

Aliases Model::aliases() const {
  Aliases all;
  for (const AliasEntry& entry : parse_aliases(committed_.aliases)) all[entry.id] = entry.ids;
  return all;
}

std::string Model::ask(const Question& question) const {
  const auto all = committed();
  const auto family_of = families(all);
  std::vector<const UnderstoodArticle*> hits;
  std::copy_if(all.begin(), all.end(), std::back_inserter(hits), [&, named = aliases()](const UnderstoodArticle* it) { return matches(question, *it, named); });
  if (question.sort != Sort::relevance) std::sort(hits.begin(), hits.end(), [&](const auto* a, const auto* b) { return comes_before(question.sort, *a, *b); });
  Answer answer;
  answer.total = answer.counted = hits.size();
  std::set<std::string> first_members;
  for (const UnderstoodArticle* hit : hits) {
    const Article& article = hit->article;
    answer.ids.push_back(article.id);
    const auto family = family_of.find(article.id);
    first_members.insert(family == family_of.end() ? article.id : family->second.front());
    ++answer.facets[article.source.empty() ? "source missing" : "source: " + article.source];
    ++answer.facets["lang: " + article.language];
    for (const std::string& tag : article.tags) ++answer.facets["tag: " + tag];
    answer.facets["tag missing"] += article.tags.empty();
    ++answer.facets[hit->day ? "year: " + article.published.substr(0, 4) : "year missing"];
    if (hit->day) ++answer.timeline[article.published.substr(0, 7)];
    answer.undated += !hit->day;
  }
  answer.families = first_members.size();
  std::erase_if(answer.facets, [](const auto& facet) { return !facet.second; });
  return describe(answer);
}

std::string Model::show(const std::string& id) const {
  std::string text;
  const auto family_of = families(committed());
  for (const auto& [own, held] : committed_.articles) {
    if (!id.empty() && own != id) continue;
    Article article = held.is.article;
    if (const auto family = family_of.find(own); family != family_of.end())
      std::copy_if(family->second.begin(), family->second.end(), std::back_inserter(article.copies), [&itself = own](const std::string& copy) { return copy != itself; });
    text += describe(std::move(article)) + "\n";
  }
  return text;
}

std::string Model::status() const {
  std::map<std::string, std::uint64_t> languages;
  std::set<std::string> days;
  std::uint64_t undated = 0;
  for (const auto& [id, held] : committed_.articles) {
    ++languages[held.is.article.language];
    if (held.is.day) days.insert(to_rfc3339(to_civil(*held.is.day)));
    undated += !held.is.day;
  }
  std::string text = std::to_string(committed_.articles.size()) + " articles, " + std::to_string(undated) + " undated, " + (days.empty() ? "" : *days.begin() + ".." + *days.rbegin()) + ",";
  for (const auto& [language, count] : languages) text += " " + language + " " + std::to_string(count);
  return text + ", " + std::to_string(committed_.manifest.size()) + " files, " + std::to_string(aliases().size()) + " aliases";
}

std::vector<std::string> Model::manifest() const {
  std::vector<std::string> all;
  for (const auto& [name, file] : committed_.manifest) all.push_back(path(name) + " " + std::to_string(file.lines.size()));
  return all;
}

}  // namespace dateline
