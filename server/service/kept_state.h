// What the server itself keeps beside its databases: other names of them, and the templates that clients left. A small JSON file in the root, replaced whole with every change.
#pragma once

#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

namespace dateline {

class KeptState {
 public:
  // Without a file (there is no root), nothing can be kept. Error{io} when it cannot be read or is no JSON object.
  KeptState(std::string file, bool read_only);

  // One part of it, an object; empty when nothing is kept there. `look` runs with the state locked.
  void read(const std::string& part, const std::function<void(const nlohmann::ordered_json&)>& look) const;
  // The part as `change` leaves it is on disk when this returns; what `change` throws leaves all as it was. HttpError 501 without a file, 403 when the server only reads, Error{io} when it cannot be written.
  void change(const std::string& part, const std::function<void(nlohmann::ordered_json&)>& change);

 private:
  std::string file_;
  bool read_only_;
  mutable std::mutex mutex_;
  nlohmann::ordered_json state_ = nlohmann::ordered_json::object();
};

}  // namespace dateline
