// Raw deflate, as glass has its packed tags. For one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace dateline::glass {

class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  // Empty when they do not become fewer. The view holds until the next call.
  std::string_view pack(std::string_view bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
  std::string packed_;
};

}  // namespace dateline::glass
