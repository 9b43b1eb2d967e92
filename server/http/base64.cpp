#include "server/http/base64.h"

#include <glib.h>

namespace dateline {

std::string base64_decoded(std::string_view text) {
  gsize size = 0;
  guchar* bytes = g_base64_decode(std::string(text).c_str(), &size);
  std::string out(reinterpret_cast<const char*>(bytes), size);
  g_free(bytes);
  return out;
}

}  // namespace dateline
