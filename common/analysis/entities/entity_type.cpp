#include "common/analysis/entities/entity_type.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::array<const char*, 4> kNames = {"person", "org", "place", "misc"};  // in the order of EntityType

}  // namespace

const char* to_string(EntityType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<EntityType> entity_type(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return {};
  return static_cast<EntityType>(found - kNames.begin());
}

std::string_view type_in_id(std::string_view id) { return id.substr(0, id.find(':')); }

std::string_view key_in_id(std::string_view id) { return id.substr(std::min(id.find(':') + 1, id.size())); }

std::string entity_id(EntityType type, std::string_view key) { return std::string(to_string(type)).append(":").append(key); }

}  // namespace dateline
