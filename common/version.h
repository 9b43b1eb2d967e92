// Which Dateline this is.
#pragma once

namespace dateline {

inline constexpr char kVersion[] = DATELINE_VERSION;       // from CMakeLists.txt
inline constexpr char kVersionDate[] = "2026-11-23";       // of the man pages

}  // namespace dateline
