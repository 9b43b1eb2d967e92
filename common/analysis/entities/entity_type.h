// The kinds of things that have names, and the ids made of a kind and a name's key (name_key.h): person:jake-sullivan.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

enum class EntityType : std::uint8_t { person, org, place, misc };
inline constexpr std::array<EntityType, 4> kEntityTypes = {EntityType::person, EntityType::org, EntityType::place, EntityType::misc};

const char* to_string(EntityType type);  // person, org, place, misc
std::optional<EntityType> entity_type(std::string_view name);  // of one of these

std::string entity_id(EntityType type, std::string_view key);
std::string_view type_in_id(std::string_view id);  // "person" of person:jake-sullivan; all of it when there is no colon
std::string_view key_in_id(std::string_view id);   // "jake-sullivan"

}  // namespace dateline
