// Asks a database: search NEWS.db WORDS...
#include <common/error.h>
#include <query/searcher.h>

#include <iostream>

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: search DATABASE WORDS...\n";
    return 2;
  }
  dateline::Request request;
  for (int i = 2; i < argc; ++i) request.query += std::string(i > 2 ? " " : "") + argv[i];
  request.limit = 5;

  dateline::Searcher searcher({argv[1]});
  const dateline::Result result = searcher.search(request);
  for (const std::string& warning : result.warnings) std::cerr << warning << "\n";
  for (const dateline::QueryEntity& who : result.entities) std::cout << "about " << who.name << " (" << who.type << ")\n";
  for (const dateline::Hit& hit : result.hits) {
    std::cout << hit.rank << ". " << hit.article.title << "\n   " << hit.article.published << "  " << hit.article.source << "\n   " << hit.snippet.text << "\n";
    for (const dateline::Copy& copy : hit.copies) std::cout << "   also " << copy.source << " (" << copy.id << ")\n";
  }
  std::cout << result.total.value << " articles\n";
} catch (const dateline::Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
