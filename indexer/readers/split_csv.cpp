// Rows as RFC 4180 has them: quoted cells may hold delimiters, line breaks and doubled quotes.
#include <algorithm>
#include <array>

#include "indexer/readers/splitters.h"

namespace dateline {
namespace {

class Rows : public Splitter {
 public:
  Rows(CharStream& stream, char delimiter, const RecordLimits& limits) : stream_(stream), delimiter_(delimiter), limits_(limits) {}

  bool next(Record& record) override {
    if (!head_) {
      Record header;
      if (!row(header)) return false;
      std::vector<std::string> names = csv_cells(header.bytes, delimiter_);
      for (std::string& name : names) {
        if (name.rfind("\xEF\xBB\xBF", 0) == 0) name.erase(0, 3);
        name.erase(0, std::min(name.find_first_not_of(" \t"), name.size()));
        name.erase(name.find_last_not_of(" \t\r") + 1);
      }
      auto head = std::make_shared<InputHead>();
      head->columns = std::move(names);
      head->delimiter = delimiter_;
      head_ = std::move(head);
    }
    while (row(record)) {
      if (record.problem.empty() && record.bytes.find_first_not_of(" \t\r\n,;|") == std::string::npos) continue;
      record.head = head_;
      return true;
    }
    return false;
  }

 private:
  bool row(Record& record) {
    record.bytes.clear();
    record.problem.clear();
    bool quoted = false, just_closed = false, cell_start = true, any = false, large = false;
    for (;;) {
      const std::string_view window = stream_.window();
      if (window.empty()) break;
      any = true;
      std::size_t at = 0;
      bool done = false;
      for (; at < window.size(); ++at) {
        const char c = window[at];
        if (c == '\n' && !quoted) {
          done = true;
          break;
        }
        // A doubled quote inside a quoted cell closes it and opens it again; within an unquoted cell, quotes are text.
        const bool counts = c == '"' && (quoted || cell_start || just_closed);
        quoted ^= counts;
        just_closed = counts && !quoted;
        cell_start = c == delimiter_;
      }
      large |= record.bytes.size() + at > limits_.max_record_bytes;
      if (!large) record.bytes.append(window.substr(0, at));
      stream_.skip(at + done);
      if (done) break;
    }
    if (large) {
      record.bytes.clear();
      record.problem = "record too large (a quote that is never closed?)";
    }
    return any;
  }

  CharStream& stream_;
  char delimiter_;
  RecordLimits limits_;
  std::shared_ptr<const InputHead> head_;
};

}  // namespace

char csv_delimiter(std::string_view line) {
  constexpr std::array<std::string_view, 17> kTelling = {"title", "headline", "body", "text", "content", "articlebody", "message", "published", "date", "url", "link", "author",
                                                         "authors", "source", "section", "id", "publisher"};
  char best = 0;
  std::size_t most = 1;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    std::size_t known = 0;
    bool has_text = false;
    for (std::string cell : csv_cells(line, delimiter)) {
      std::transform(cell.begin(), cell.end(), cell.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      cell.erase(0, std::min(cell.find_first_not_of(" \t\xEF\xBB\xBF"), cell.size()));
      cell.erase(cell.find_last_not_of(" \t\r\n") + 1);
      const auto found = std::find(kTelling.begin(), kTelling.end(), cell);
      known += found != kTelling.end();
      has_text |= found != kTelling.end() && found - kTelling.begin() < 7;
    }
    if (has_text && known > most) {
      most = known;
      best = delimiter;
    }
  }
  return best;
}

std::vector<std::string> csv_cells(std::string_view row, char delimiter) {
  if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const char c = row[at];
    if (quoted && c == '"' && at + 1 < row.size() && row[at + 1] == '"') {
      cells.back().push_back('"');
      ++at;
    } else if (c == '"' && (quoted || cells.back().empty())) {
      quoted = !quoted;
    } else if (c == delimiter && !quoted) {
      cells.emplace_back();
    } else {
      cells.back().push_back(c);
    }
  }
  return cells;
}

std::unique_ptr<Splitter> split_csv(CharStream& stream, char delimiter, const RecordLimits& limits) {
  return std::make_unique<Rows>(stream, delimiter, limits);
}

}  // namespace dateline
