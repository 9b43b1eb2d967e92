#include "common/store/libraries_in_use.h"

#include <xapian.h>
#include <zstd.h>

namespace dateline {

std::string libraries_in_use() { return std::string("Xapian ") + Xapian::version_string() + ", zstd " + ZSTD_versionString(); }

}  // namespace dateline
