// Offsets from UTC: "Z", "+01:00", or a name of the IANA database as the system has it (/usr/share/zoneinfo; RFC 8536).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

class TimeZone {
 public:
  // Empty is UTC. Error{usage} for what is none of these.
  explicit TimeZone(const std::string& name = {});

  // Seconds east of UTC at an instant. After the last change the file lists: as then.
  std::int64_t offset_at(std::int64_t instant) const;
  // The first instant with a local time; of one that is skipped: that which the offset before it gives.
  std::int64_t instant_of_local(std::int64_t local) const;

 private:
  void read(const std::string& bytes, const std::string& name);

  std::vector<std::int64_t> changes_;  // instants, rising
  std::vector<std::int64_t> offsets_;  // before the first, then from each
};

}  // namespace dateline
