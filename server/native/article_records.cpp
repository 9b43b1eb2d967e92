#include "server/native/article_records.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "indexer/readers/splitters.h"
#include "server/http/http_error.h"

namespace dateline {
namespace {

class BodySource : public ByteSource {
 public:
  explicit BodySource(const std::string& body) : body_(body) {}
  std::size_t read(char* to, std::size_t max) override {
    const std::size_t count = body_.copy(to, max, at_);
    at_ += count;
    return count;
  }
  Fingerprint fingerprint() const override { return {}; }

 private:
  const std::string& body_;
  std::size_t at_ = 0;
};

// One object over several lines: the first of them is no JSON, all together are.
bool is_one_object(const std::string& body, std::size_t begin) {
  const std::size_t end = std::min(body.find('\n', begin), body.size());
  const auto at = [&](std::size_t place) { return body.begin() + static_cast<std::ptrdiff_t>(place); };
  return body[begin] == '{' && end < body.size() && !nlohmann::json::accept(at(begin), at(end)) && nlohmann::json::accept(body);
}

}  // namespace

std::vector<Record> article_records(const std::string& body) {
  std::vector<Record> records;
  const std::size_t begin = body.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return records;
  const bool list = body[begin] == '[';
  // Only looked at: what is parsed takes many times its length, and a list may be as long as a body.
  if (list && !nlohmann::json::accept(body)) throw HttpError(400, "bad_article", "the body begins like a JSON array and is none");
  CharStream stream(std::make_unique<BodySource>(body));
  const RecordLimits limits{kMostArticleBytes};
  const std::unique_ptr<Splitter> splitter = list || is_one_object(body, begin) ? split_json(stream, limits) : split_lines(stream, limits);
  for (Record record; splitter->next(record); record = {}) {
    if (records.size() == kMostRecords) throw HttpError(413, "too_many_articles", "more than " + std::to_string(kMostRecords) + " articles in one request: send them in several");
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace dateline
