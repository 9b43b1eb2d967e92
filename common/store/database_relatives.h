// The articles of a Xapian database as the families see them (families.h).
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "common/store/families.h"

namespace dateline {

std::vector<std::uint32_t> sketch_keys_of(const Xapian::Document& document);
Relative relative_of(const Xapian::Document& document);

// A database that is being written to shows what is not committed yet, too.
class DatabaseRelatives : public Relatives {
 public:
  explicit DatabaseRelatives(Xapian::Database database) : database_(std::move(database)) {}

  Relative relative(ArticleNumber article) override;
  std::vector<std::uint32_t> keys(ArticleNumber article) override;
  std::vector<std::size_t> holders(const std::vector<std::uint32_t>& keys) override;
  std::vector<ArticleNumber> articles(std::uint32_t key) override;
  std::vector<ArticleNumber> members(FamilyId family) override;

 private:
  std::vector<ArticleNumber> with_term(const std::string& term) const;

  Xapian::Database database_;
};

}  // namespace dateline
