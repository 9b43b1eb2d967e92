// Whom and what a set of articles names: counted by entity over the articles given.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/article.h"
#include "query/result.h"

namespace dateline {

class EntityCounter {
 public:
  // `published` as an article has it, or empty. The entities by their id in the database.
  void add(const std::vector<ArticleEntity>& entities, std::string_view published);
  // By salience summed over the articles, then by id; `type` empty: all.
  std::vector<EntityCount> most(std::size_t limit, std::string_view type) const;

 private:
  struct Count {
    EntityCount count;
    std::unordered_map<std::string, std::uint64_t> names;
  };
  std::unordered_map<std::string, Count> counts_;
};

// Country and its name, from what is known of names beforehand.
void add_country(EntityCount& entity);

}  // namespace dateline
