// Takes articles in: index NEWS.db < ARTICLES.ndjson. Commits every thousand, and at the end.
#include <common/article_json.h>
#include <common/error.h>
#include <indexer/article_writer.h>

#include <iostream>

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: index DATABASE < ARTICLES\n";
    return 2;
  }
  dateline::ArticleWriter writer(argv[1], 5);
  std::size_t line_number = 0, added = 0;
  for (std::string line; std::getline(std::cin, line);) {
    ++line_number;
    dateline::ParsedArticle parsed = dateline::article_from_json(line);
    if (!parsed.article) {
      std::cerr << "line " << line_number << ": " << parsed.problem << "\n";
      continue;
    }
    added += writer.put(*std::move(parsed.article)) == dateline::PutOutcome::added;
    if (line_number % 1000 == 0) writer.commit();
  }
  writer.commit();
  std::cout << added << " new articles\n";
} catch (const dateline::Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
