// Packed files of the recogniser: word clusters, and a model for those that are built in. The head is mended, so that damage further on is seen. The first byte chooses.
#include <xxhash.h>

#include <cstring>
#include <vector>

#include "common/analysis/entities/packed_model.h"
#include "common/analysis/entities/shipped_models.h"
#include "common/error.h"
#include "tests/fuzz/target.h"

using namespace dateline;

namespace {

std::uint64_t use(const Clusters& clusters) {
  std::uint64_t sum = 0;
  for (const char* word : {"oslo", "lima", "the", "", "zürich"})
    if (const ClusterIds ids = clusters.find(word); ids.known()) sum += ids.at(0) + ids.at(3);
  return sum;
}

std::uint64_t use(const PackedModel& model) {
  std::uint64_t sum = 0, features[256];
  for (std::uint64_t i = 0; i < 256; ++i) features[i] = i * 0x9e3779b97f4a7c15U;
  model.each_row(features, [&](const std::int8_t* row) { sum += static_cast<std::uint64_t>(row[0] + row[kEntityLabels - 1]); });
  return sum + static_cast<std::uint64_t>(model.transitions(0).outer[0][0]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Clusters clusters(shipped_clusters());
  const auto [kind, input] = choose(as_text(data, size), 2);
  std::vector<std::uint64_t> aligned((input.size() + 7) / 8);
  if (!input.empty()) std::memcpy(aligned.data(), input.data(), input.size());
  const Bytes bytes = std::as_bytes(std::span(aligned)).first(input.size());
  if (bytes.size() >= sizeof(PackedHead)) {
    auto* head = reinterpret_cast<PackedHead*>(aligned.data());
    std::memcpy(head->magic, kind ? PackedModel::kMagic.data() : Clusters::kMagic.data(), sizeof head->magic);
    head->version = 1;
    head->relative = clusters.checksum();
    head->checksum = XXH3_64bits(bytes.data() + sizeof(PackedHead), bytes.size() - sizeof(PackedHead));
  }
  try {
    if (kind ? PackedModel::sound(bytes, clusters) : Clusters::sound(bytes)) kind ? use(PackedModel(bytes, clusters)) : use(Clusters(bytes));
  } catch (const Error&) {  // damaged in shape
  }
  return 0;
}
