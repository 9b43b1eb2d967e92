#include "operation.h"

#include "common/article_json.h"

namespace dateline {
namespace {

std::string to_query(const Condition& condition) {
  using Kind = Condition::Kind;
  const std::string &first = condition.first, &second = condition.second;
  switch (condition.kind) {
    case Kind::word: return first;
    case Kind::either: return "(" + first + " OR " + second + ")";
    case Kind::phrase: return "\"" + first + " " + second + "\"";
    case Kind::without: return "-" + first;
    case Kind::title: return "title:" + first;
    case Kind::tag: return "tag:" + first;
    case Kind::source: return "source:\"" + first + "\"";
    case Kind::language: return "lang:" + first;
    case Kind::between: return "date:" + first + ".." + second;
    case Kind::after: return "after:" + first;
    case Kind::before: return "before:" + first;
    case Kind::id: return "id:" + first;
    case Kind::person: return "person:\"" + first + "\"";
  }
  return {};
}

std::string lines(const std::vector<Article>& articles) {
  std::string text;
  for (const Article& article : articles) text += "\n    " + to_json(article);
  return text;
}

}  // namespace

std::string to_query(const Question& question) {
  std::string query;
  for (const Condition& condition : question.conditions) query += (query.empty() ? "" : " ") + to_query(condition);
  return query;
}

std::string describe(const Operation& operation) {
  using Kind = Operation::Kind;
  switch (operation.kind) {
    case Kind::put: return "put" + lines(operation.articles);
    case Kind::remove: return "remove " + operation.id;
    case Kind::commit: return "commit";
    case Kind::abandon: return "abandon";
    case Kind::batch: return "batch" + lines(operation.articles);
    case Kind::write_file: return "write " + operation.file + lines(operation.articles);
    case Kind::append_file: return "append to " + operation.file + lines(operation.articles);
    case Kind::delete_file: return "delete " + operation.file;
    case Kind::index: return "index";
    case Kind::prune: return operation.yes ? "prune --yes" : "prune";
    case Kind::aliases: return "aliases " + operation.text;
    case Kind::compact: return "compact";
    case Kind::upgrade: return "upgrade";
    case Kind::reopen: return "reopen";
    case Kind::ask: return "ask " + to_query(operation.question) + (operation.question.sort == Sort::newest ? " --sort newest" : operation.question.sort == Sort::oldest ? " --sort oldest" : "");
    case Kind::show: return "show " + (operation.id.empty() ? "all" : operation.id);
  }
  return {};
}

}  // namespace dateline
