#include "query/who_is_meant.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t kCandidatesNamed = 4;

}  // namespace

std::string who_is_meant(const QueryEntity& entity) {
  std::string said = entity.text + " may be";
  for (std::size_t i = 0; i < std::min(entity.may_be.size(), kCandidatesNamed); ++i)
    said += (i ? ", " : " ") + entity.may_be[i].name + " (" + std::to_string(entity.may_be[i].articles) + ")";
  if (entity.may_be.size() > kCandidatesNamed) said += " and others";
  return said;
}

}  // namespace dateline
