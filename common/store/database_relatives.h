// The articles of a Xapian database as the families see them (families.h).
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "common/store/families.h"
#include "common/store/sketch_index.h"

namespace dateline {

std::vector<std::uint32_t> sketch_keys_of(const Xapian::Document& document);
Relative relative_of(const Xapian::Document& document);

// A database that is being written to shows what is not committed yet, too. Not for use across changes of the keys.
class DatabaseRelatives : public Relatives {
 public:
  explicit DatabaseRelatives(const Xapian::Database& database) : database_(database), index_(database) {}

  Relative relative(ArticleNumber article) override;
  std::vector<std::uint32_t> keys(ArticleNumber article) override;
  std::size_t holders(std::uint32_t key) override;
  std::vector<ArticleNumber> articles(std::uint32_t key) override;
  std::vector<ArticleNumber> members(FamilyId family) override;

 private:
  Xapian::Database database_;
  SketchIndex index_;
};

}  // namespace dateline
