#include "common/analysis/entities/train/labelled.h"

#include <zstd.h>

#include <fstream>
#include <iterator>

#include "common/analysis/entities/tags.h"
#include "common/error.h"

namespace dateline {
namespace {

std::string decompress(const std::string& packed, const std::string& path) {
  std::string out;
  ZSTD_DStream* stream = ZSTD_createDStream();
  std::string room(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::size_t left = 1;
  while (in.pos < in.size) {
    ZSTD_outBuffer piece{room.data(), room.size(), 0};
    left = ZSTD_decompressStream(stream, &piece, &in);
    if (ZSTD_isError(left)) break;
    out.append(room, 0, piece.pos);
  }
  ZSTD_freeDStream(stream);
  if (left != 0) throw Error(ErrorKind::io, path + " is damaged or cut off (zstd)");
  return out;
}

}  // namespace

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), {});
  if (!file) throw Error(ErrorKind::io, "cannot read " + path);
  return path.ends_with(".zst") ? decompress(bytes, path) : bytes;
}

TokenText LabelledDocument::text() const { return {{tokens.begin(), tokens.end()}, sentence_ends}; }

std::vector<LabelledDocument> read_labelled(const std::string& path) {
  const std::string bytes = read_whole(path);
  std::vector<LabelledDocument> documents(1);
  std::vector<std::string_view> tags;  // of the sentence
  const auto end_sentence = [&] {
    if (tags.empty()) return;
    LabelledDocument& document = documents.back();
    const std::vector<Label> labels = labels_of(tags);
    document.labels.insert(document.labels.end(), labels.begin(), labels.end());
    document.sentence_ends.push_back(static_cast<std::uint32_t>(document.tokens.size()));
    tags.clear();
  };
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line(bytes.data() + at, end - at);
    at = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with("-DOCSTART-")) {
      end_sentence();
      if (!line.empty() && !documents.back().tokens.empty()) documents.emplace_back();
      continue;
    }
    const std::size_t first = line.find('\t'), last = line.rfind('\t');
    if (first == line.npos || !is_tag(line.substr(last + 1)))
      throw Error(ErrorKind::io, path + ":" + std::to_string(number) + ": expected a token, a tab and a tag (O, or B- I- E- S- and PER, ORG, LOC or MISC)");
    documents.back().tokens.emplace_back(line.substr(0, first));
    tags.push_back(line.substr(last + 1));
  }
  end_sentence();
  if (documents.back().tokens.empty()) documents.pop_back();
  return documents;
}

}  // namespace dateline
