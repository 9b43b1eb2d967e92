#include "real_database.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "answer.h"
#include "common/article_json.h"
#include "common/error.h"
#include "common/store/check.h"
#include "common/store/compact.h"
#include "common/store/manifest_reader.h"
#include "indexer/destination.h"
#include "indexer/pipeline.h"
#include "indexer/rebuild.h"
#include "indexer/writer.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::string text_of(const Report& report) {
  std::string text;
  for (const auto& [name, count] : std::initializer_list<std::pair<const char*, std::uint64_t>>{{"added", report.added}, {"replaced", report.replaced}, {"unchanged", report.unchanged}, {"kept newer", report.kept_newer}, {"renamed", report.renamed},
                                                                                               {"repeated", report.repeated}, {"removed", report.removed}, {"files read", report.files_read}, {"files unchanged", report.files_unchanged}, {"skipped", report.skipped}})
    if (count) text += (text.empty() ? "" : ", ") + std::string(name) + " " + std::to_string(count);
  return text;
}

Request request_for(const Question& question) {
  Request request;
  request.query = to_query(question);
  request.match = Match::all;
  request.sort = question.sort;
  request.limit = 1000;
  request.fold_copies = false;
  return request;
}

}  // namespace

RealDatabase::RealDatabase(const std::string& folder, const IndexKind& kind, DocumentBuilder& builder) : directory_(folder + "/db"), files_(files_in(folder)), builder_(builder) {
  fs::create_directories(files_);
  directory_.create();
  const WriterLock lock(directory_, 0);
  Writer::open_live(directory_, {kind.depth, kind.positions}).close();
}

ArticleWriter& RealDatabase::writer() {
  if (!writer_) writer_ = std::make_unique<ArticleWriter>(directory_.path());
  return *writer_;
}

Searcher& RealDatabase::searcher() {
  if (!searcher_) searcher_.emplace(std::vector<std::string>{directory_.path()});
  return *searcher_;
}

void RealDatabase::commit() {
  if (writer_) writer_->commit();
  writer_.reset();
}

std::string RealDatabase::apply(const Operation& operation) {
  using Kind = Operation::Kind;
  switch (operation.kind) {
    case Kind::put: return put(operation.articles.front());
    case Kind::remove: return writer().remove(operation.id) ? "removed" : "none";
    case Kind::commit:
      if (writer_) writer_->commit();
      return {};
    case Kind::abandon: writer_.reset(); return {};
    case Kind::write_file:
    case Kind::append_file: {
      std::ofstream out(files_ + "/" + operation.file, operation.kind == Kind::write_file ? std::ios::trunc : std::ios::app);
      for (const Article& article : operation.articles) out << to_json(article) << "\n";
      return {};
    }
    case Kind::delete_file: fs::remove(files_ + "/" + operation.file); return {};
    case Kind::reopen: searcher_.reset(); return {};
    case Kind::ask: return ask(operation.question);
    case Kind::show: return show(operation.id);
    default: break;
  }
  commit();
  const WriterLock lock(directory_, 0);
  switch (operation.kind) {
    case Kind::batch: return batch(operation.articles);
    case Kind::index: return index();
    case Kind::prune: return prune(operation.yes);
    case Kind::aliases: set_aliases(operation.text); break;
    case Kind::compact: compact_live(directory_, 0); break;
    case Kind::upgrade: rebuild(directory_, {}, never_); break;
    default: break;
  }
  return {};
}

std::string RealDatabase::put(const Article& article) {
  switch (writer().put(article)) {
    case PutOutcome::added: return "added";
    case PutOutcome::replaced: return "replaced";
    case PutOutcome::unchanged: return "unchanged";
    case PutOutcome::kept_newer: return "kept newer";
  }
  return {};
}

std::string RealDatabase::batch(const std::vector<Article>& articles) {
  Report report;
  Destination destination(directory_, {}, {kBuildMemory, 0}, report);
  if (!destination.gathers()) destination.gather();
  const auto standard_input = std::make_shared<FileInWork>();
  for (Article article : articles) {
    const std::shared_ptr<PostingBuffer> buffer = destination.target(0).buffer;
    const BuiltDocument& built = builder_.build(article, buffer->numbers());
    Step step;
    step.file = standard_input;
    step.text_bytes = article.title.size() + article.body.size();
    step.bulk.emplace(std::move(article), built, buffer, nullptr);
    destination.add(std::move(step));
  }
  destination.commit();
  destination.close();
  return text_of(report);
}

std::string RealDatabase::index() {
  IndexOptions options;
  options.memory = 0;
  options.gather_bytes = 0;
  return text_of(index_files(directory_, discover({files_}, directory_.path()), false, options, never_));
}

std::string RealDatabase::prune(bool yes) {
  try {
    return "removed " + std::to_string(dateline::prune(directory_, {files_}, yes));
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::usage) throw;
    return "refused";
  }
}

void RealDatabase::set_aliases(const std::string& text) {
  Writer writer = Writer::open_live(directory_);
  writer.put_aliases(text);
  writer.close();
}

std::string RealDatabase::ask(const Question& question) {
  Request request = request_for(question);
  request.timeline = TimelineUnit::month;
  for (const std::string& facet : kFacets) request.facets.push_back({facet, 10});
  const Result result = searcher().search(request);
  Answer answer;
  answer.total = result.total.value;
  for (std::size_t i = 0; i < result.hits.size(); ++i) {
    if (question.sort == Sort::relevance && i && result.sort == Sort::relevance && result.hits[i].score > result.hits[i - 1].score) throw std::runtime_error("scores rise down the list");
    answer.ids.push_back(result.hits[i].article.id);
  }
  if (question.sort == Sort::relevance) std::sort(answer.ids.begin(), answer.ids.end());
  for (const Facet& facet : result.facets) {
    for (const FacetValue& value : facet.values) answer.facets[facet.field + ": " + value.value] = value.count;
    if (facet.missing) answer.facets[facet.field + " missing"] = facet.missing;
  }
  for (const Bucket& bucket : result.timeline)
    if (bucket.count) answer.timeline[bucket.key] = bucket.count;
  answer.undated = result.undated;
  answer.counted = searcher().count(request).total.value;
  request.fold_copies = true;
  const Result folded = searcher().search(request);
  if (folded.total.value != result.total.value) throw std::runtime_error("folded, the total is " + std::to_string(folded.total.value));
  answer.families = folded.families ? folded.families->value : 0;
  if (folded.hits.size() != answer.families) throw std::runtime_error("folded, the hits are " + std::to_string(folded.hits.size()));
  return describe(answer);
}

std::string RealDatabase::show(const std::string& id) {
  std::vector<std::pair<std::string, std::string>> found;
  Request request;
  if (!id.empty()) request.conditions = {{"id", id}};
  searcher().each(request, [&](const Article& article) {
    found.emplace_back(article.id, describe(article));
    return true;
  });
  std::sort(found.begin(), found.end());
  std::string text;
  for (const auto& [own, described] : found) text += described + "\n";
  return text;
}

std::vector<std::string> RealDatabase::exported() {
  std::vector<std::string> lines;
  searcher().each({}, [&](const Article& article) {
    lines.push_back(to_json(article));
    return true;
  });
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> RealDatabase::faults() const { return check(directory_).faults; }

std::string RealDatabase::status() {
  DatabaseStatus status = searcher().status().front();
  std::sort(status.languages.begin(), status.languages.end());
  std::string text = std::to_string(status.articles) + " articles, " + std::to_string(status.undated) + " undated, " + (status.first_day.empty() ? "" : status.first_day + ".." + status.last_day) + ",";
  for (const auto& [language, count] : status.languages) text += " " + language + " " + std::to_string(count);
  return text + ", " + std::to_string(status.files) + " files, " + std::to_string(status.aliases) + " aliases";
}

std::vector<std::string> RealDatabase::manifest() const {
  std::vector<std::string> all;
  ManifestReader(directory_).each([&](const ManifestEntry& entry) { all.push_back(entry.path + " " + std::to_string(entry.records) + (entry.partial ? " partial" : "")); });
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::string> RealDatabase::ranked(const std::string& query) {
  std::vector<std::string> said;
  Request request;
  request.query = query;
  request.limit = 1000;
  const Result result = searcher().search(request);
  for (const Hit& hit : result.hits) {
    char score[32];
    std::snprintf(score, sizeof score, " %.9g", hit.score);
    said.push_back(hit.article.id + score + " " + hit.snippet.text);
  }
  for (const Suggestion& suggestion : result.suggestions) said.push_back("suggests " + suggestion.query);
  for (const Completion& completion : searcher().complete(query.substr(0, 1), 20)) said.push_back(completion.text + " in " + std::to_string(completion.articles));
  return said;
}

}  // namespace dateline
