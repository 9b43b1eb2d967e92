// Indexes one article and finds it again, with nothing but the installed headers.
#include <indexer/discovery.h>
#include <indexer/pipeline.h>
#include <query/searcher.h>

#include <filesystem>
#include <fstream>
#include <iostream>

int main(int, char** argv) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(argv[0]).parent_path() / "consumer-data";
  fs::remove_all(folder);
  fs::create_directories(folder / "articles");
  std::ofstream(folder / "articles" / "a.jsonl") << R"({"id": "a", "title": "Harbour bridge opens", "body": "Ferries stop on Monday.", "date": "2024-05-01"})" << "\n";

  const dateline::DatabaseDirectory database((folder / "db").string());
  database.create();
  const std::atomic<bool> stop{false};
  {
    const dateline::WriterLock lock(database, 0);
    const dateline::Report report =
        dateline::index_files(database, dateline::discover({(folder / "articles").string()}, database.path()), false, {}, stop);
    if (report.added != 1) return 1;
  }
  dateline::Request request;
  request.query = "ferry date:2024-05";
  const dateline::Result result = dateline::Searcher({database.path()}).search(request);
  if (result.hits.size() != 1 || result.hits[0].article.id != "a") return 2;
  std::cout << "found: " << result.hits[0].article.title << "\n";
}
