// How much memory is held at most while something is read: counted under the address sanitiser of a fuzzing build, and nothing elsewhere.
#pragma once

#include <cstddef>

#include "tests/fuzz/target.h"

#ifdef DATELINE_FUZZING
#include <sanitizer/allocator_interface.h>
#endif

namespace dateline {

// Of this thread, beyond what was held when it began. One at a time.
class HeldMemory {
 public:
#ifdef DATELINE_FUZZING
  HeldMemory() {
    static const int installed = __sanitizer_install_malloc_and_free_hooks(allocated, freed);
    must(installed != 0, "memory can be counted");
    now() = most_of() = 0;
    counting() = true;
  }
  ~HeldMemory() { counting() = false; }
  std::size_t most() const { return static_cast<std::size_t>(most_of()); }

 private:
  static bool& counting() { thread_local bool value = false; return value; }
  static std::ptrdiff_t& now() { thread_local std::ptrdiff_t value = 0; return value; }
  static std::ptrdiff_t& most_of() { thread_local std::ptrdiff_t value = 0; return value; }
  static void allocated(const volatile void*, std::size_t bytes) {
    if (counting() && (now() += static_cast<std::ptrdiff_t>(bytes)) > most_of()) most_of() = now();
  }
  static void freed(const volatile void* block) {
    if (counting() && block) now() -= static_cast<std::ptrdiff_t>(__sanitizer_get_allocated_size(const_cast<const void*>(block)));
  }
#else
  std::size_t most() const { return 0; }
#endif
};

}  // namespace dateline
