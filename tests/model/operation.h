// What is done to a database in a test, as plain values: a sequence of these can be printed, shortened and done again.
#pragma once

#include <string>
#include <vector>

#include "common/article.h"
#include "query/request.h"

namespace dateline {

struct Condition {
  enum class Kind { word, either, phrase, without, title, tag, source, language, between, after, before, id, person };
  Kind kind = Kind::word;
  std::string first, second;  // the words, the value, the days
};

// All conditions hold; of none, every article is meant.
struct Question {
  std::vector<Condition> conditions;
  Sort sort = Sort::relevance;
};

struct Operation {
  enum class Kind {
    put,          // the first of `articles`, by the writer
    remove,       // `id`
    commit,
    abandon,      // what was not committed
    batch,        // all of `articles`, at once by the bulk writer
    write_file,   // `articles` are the lines of `file`
    append_file,  // more lines
    delete_file,
    index,        // the folder of the files
    prune,        // with `yes`
    aliases,      // `text` is the user's list
    compact,
    upgrade,
    reopen,       // the searcher
    ask,          // `question`
    show,         // the article `id`, or every one
  };
  Kind kind = Kind::put;
  std::string id, file, text;
  std::vector<Article> articles;
  Question question;
  bool yes = false;
};

// In the query language.
std::string to_query(const Question& question);
std::string describe(const Operation& operation);

}  // namespace dateline
