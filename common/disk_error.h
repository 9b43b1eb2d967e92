// What the system says when files cannot be made, written or synced, with what to do about it.
#pragma once

#include <string>

namespace dateline {

// Error{io}: "WHAT: what the system says; what to do". Before anything else changes errno.
[[noreturn]] void throw_disk_error(const std::string& what, int error_number);
// "; what to do", for a message that has the system's words; nothing for one without.
std::string disk_advice(const std::string& message);

}  // namespace dateline
