// Keeps a database in step with a folder of articles as they come: index_folder NEWS.db FOLDER
#include <common/error.h>
#include <indexer/discovery.h>
#include <indexer/pipeline.h>

#include <iostream>

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: index_folder DATABASE FOLDER\n";
    return 2;
  }
  const dateline::DatabaseDirectory database(argv[1]);
  database.create();
  const dateline::WriterLock lock(database, 5);
  dateline::IndexOptions options;
  options.jobs = 2;
  options.on_problem = [](const dateline::Problem& problem) { std::cerr << dateline::describe(problem) << "\n"; };
  const std::atomic<bool> stop{false};
  const dateline::Report report = dateline::index_files(database, dateline::discover({argv[2]}, database.path()), false, options, stop);
  std::cout << report.added << " new, " << report.replaced << " replaced, " << report.articles_in_database << " articles in all\n";
} catch (const dateline::Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
