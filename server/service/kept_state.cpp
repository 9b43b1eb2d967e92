#include "server/service/kept_state.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/error.h"
#include "common/store/database_directory.h"
#include "server/http/http_error.h"

namespace dateline {

using Json = nlohmann::ordered_json;

KeptState::KeptState(std::string file, bool read_only) : file_(std::move(file)), read_only_(read_only) {
  if (file_.empty() || !std::filesystem::exists(file_)) return;
  std::ifstream in(file_);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  if (!in) throw Error(ErrorKind::io, "cannot read " + file_);
  state_ = Json::parse(text, nullptr, false);
  bool sound = state_.is_object();
  for (const auto& part : state_) sound &= part.is_object();
  if (!sound) throw Error(ErrorKind::io, file_ + " is not as the server writes it; mend it, or move it away to begin without aliases and templates");
}

void KeptState::read(const std::string& part, const std::function<void(const Json&)>& look) const {
  const std::lock_guard lock(mutex_);
  const auto found = state_.find(part);
  look(found == state_.end() ? Json::object() : *found);
}

void KeptState::change(const std::string& part, const std::function<void(Json&)>& change) {
  if (read_only_) throw HttpError(403, "read_only", "this server only reads; it was started with --read-only");
  if (file_.empty()) throw HttpError(501, "not_implemented", "aliases and templates are kept in the folder of --root, and this server has none");
  const std::lock_guard lock(mutex_);
  Json changed = state_;
  Json& inner = changed.emplace(part, Json::object()).first.value();
  change(inner);
  if (changed == state_) return;
  replace_file(file_, changed.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  state_ = std::move(changed);
}

}  // namespace dateline
