#include "common/store/cluster_file.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "common/error.h"
#include "common/store/database_directory.h"
#include "common/text/terminal_escape.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFileName = "cluster.json";
constexpr std::size_t kLargestFile = 1 << 20;
constexpr double kShortestTimeout = 0.01, kLongestTimeout = 3600;

// host:port or [IPv6]:port; none for what is a folder.
std::optional<ShardAddress> remote_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || text.find('/') != std::string::npos) return std::nullopt;
  ShardAddress address;
  address.name = text;
  address.host = text.substr(0, colon);
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc() || read != end || address.port == 0 || address.port > 65535) return std::nullopt;
  if (address.host.front() == '[' && address.host.back() == ']') address.host = address.host.substr(1, address.host.size() - 2);
  return address.host.empty() ? std::nullopt : std::optional(std::move(address));
}

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw Error(ErrorKind::database, escape_for_terminal(path, true) + " is no cluster file: " + why + "; one looks like {\"shards\": [\"folder\", \"host:port\"]}");
}

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorKind::database, "cannot read " + escape_for_terminal(path, true));
  std::string text(kLargestFile + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kLargestFile) refuse(path, "it is over a megabyte long");
  return text;
}

}  // namespace

ClusterFile read_cluster_file(const std::string& path) {
  const nlohmann::json file = nlohmann::json::parse(contents(path), nullptr, false);
  if (file.is_discarded()) refuse(path, "it is not JSON");
  if (!file.is_object()) refuse(path, "it is not a JSON object");
  for (const auto& [key, value] : file.items())
    if (key != "shards" && key != "timeout" && key != "shard_by") refuse(path, "nothing is called \"" + escape_for_terminal(key, true) + "\" in one");
  unsigned timeout_ms = ShardAddress().timeout_ms;
  if (const auto timeout = file.find("timeout"); timeout != file.end()) {
    if (!timeout->is_number() || timeout->get<double>() < kShortestTimeout || timeout->get<double>() > kLongestTimeout)
      refuse(path, "\"timeout\" is a number of seconds, 0.01 to 3600");
    timeout_ms = static_cast<unsigned>(timeout->get<double>() * 1000);
  }
  const auto shards = file.find("shards");
  if (shards == file.end() || !shards->is_array() || shards->empty()) refuse(path, "\"shards\" is missing or not a list of some");
  if (shards->size() > kMostShards) refuse(path, "it lists more than " + std::to_string(kMostShards) + " shards");
  ClusterFile cluster;
  if (const auto by = file.find("shard_by"); by != file.end()) {
    if (*by != "hash" && *by != "date") refuse(path, "\"shard_by\" is \"hash\" or \"date\"");
    cluster.by = *by == "hash" ? ShardBy::hash : ShardBy::date;
  }
  std::vector<ShardAddress>& all = cluster.shards;
  for (const nlohmann::json& shard : *shards) {
    if (!shard.is_string() || shard.get_ref<const std::string&>().empty()) refuse(path, "a shard is a text: a folder, or host:port");
    const std::string& text = shard.get_ref<const std::string&>();
    if (text.find('\0') != std::string::npos) refuse(path, "a shard has a NUL in it");
    if (auto remote = remote_address(text)) {
      remote->timeout_ms = timeout_ms;
      all.push_back(*std::move(remote));
    } else {
      ShardAddress folder;
      folder.name = (fs::path(path).parent_path() / text).lexically_normal().string();
      all.push_back(std::move(folder));
    }
  }
  return cluster;
}

std::string cluster_file_of(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_regular_file(status)) return path;
  const fs::path inside = fs::path(path) / kFileName;
  return fs::exists(inside, ignored) ? inside.string() : std::string();
}

void make_cluster(const std::string& folder, std::size_t count, ShardBy by) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(ErrorKind::io, "cannot make " + escape_for_terminal(folder, true) + ": " + error.message());
  const bool empty = fs::is_empty(folder, error);
  if (error) throw Error(ErrorKind::io, "cannot read " + escape_for_terminal(folder, true) + ": " + error.message());
  if (!empty) throw Error(ErrorKind::database, escape_for_terminal(folder, true) + " is not empty: name a new folder for the shards");
  nlohmann::ordered_json file{{"shards", nlohmann::json::array()}, {"shard_by", by == ShardBy::hash ? "hash" : "date"}};
  for (std::size_t shard = 1; shard <= count; ++shard) file["shards"].push_back(std::to_string(shard));
  replace_file((fs::path(folder) / kFileName).string(), file.dump() + "\n");
}

std::vector<ShardAddress> shards_of(const std::vector<std::string>& databases) {
  std::vector<ShardAddress> all;
  for (const std::string& path : databases) {
    if (const std::string file = cluster_file_of(path); !file.empty()) {
      for (ShardAddress& shard : read_cluster_file(file).shards) all.push_back(std::move(shard));
    } else {
      ShardAddress folder;
      folder.name = path;
      all.push_back(std::move(folder));
    }
  }
  std::set<std::string> seen;
  for (const ShardAddress& shard : all)
    if (!seen.insert(shard.host.empty() ? fs::path(shard.name).lexically_normal().string() : shard.name).second)
      throw Error(ErrorKind::database, escape_for_terminal(shard.name, true) + " is named twice: its articles would count twice");
  return all;
}

}  // namespace dateline
