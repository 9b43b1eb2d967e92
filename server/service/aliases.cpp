#include "server/service/aliases.h"

#include "server/http/http_error.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kPart = "aliases";
constexpr const char* kWrite = "is_write_index";

std::vector<AliasTarget> targets_of(const Json& databases) {
  std::vector<AliasTarget> targets;
  for (const auto& [database, wishes] : databases.items()) targets.push_back({database, wishes.value(kWrite, false), wishes.contains(kWrite)});
  return targets;
}

void apply(Json& aliases, const AliasAction& action) {
  if (action.kind == AliasAction::Kind::add) {
    Json& databases = aliases.emplace(action.alias, Json::object()).first.value();
    databases[action.database] = action.says_so ? Json{{kWrite, action.is_write}} : Json::object();
    return;
  }
  const auto found = aliases.find(action.alias);
  const bool there = found != aliases.end() && found->contains(action.database);
  if (!there && action.must_exist) throw HttpError(404, "aliases_not_found_exception", "aliases [" + action.alias + "] missing");
  if (!there) return;
  found->erase(action.database);
  if (found->empty()) aliases.erase(action.alias);
}

}  // namespace

AliasTable Aliases::all() const {
  AliasTable table;
  state_.read(kPart, [&](const Json& aliases) {
    for (const auto& [alias, databases] : aliases.items()) table[alias] = targets_of(databases);
  });
  return table;
}

std::vector<AliasTarget> Aliases::of(const std::string& alias) const {
  std::vector<AliasTarget> targets;
  state_.read(kPart, [&](const Json& aliases) {
    if (const auto found = aliases.find(alias); found != aliases.end()) targets = targets_of(*found);
  });
  return targets;
}

void Aliases::change(const std::vector<AliasAction>& actions) {
  state_.change(kPart, [&](Json& aliases) {
    for (const AliasAction& action : actions) apply(aliases, action);
    for (const auto& [alias, databases] : aliases.items()) {
      int writers = 0;
      for (const AliasTarget& target : targets_of(databases)) writers += target.is_write;
      if (writers > 1) throw HttpError(400, "illegal_state_exception", "alias [" + alias + "] has more than one write index");
    }
  });
}

void Aliases::forget(const std::string& database) {
  std::vector<AliasAction> actions;
  for (const auto& [alias, targets] : all())
    for (const AliasTarget& target : targets)
      if (target.database == database) actions.push_back({AliasAction::Kind::remove, alias, database, false, false, false});
  if (!actions.empty()) change(actions);
}

}  // namespace dateline
