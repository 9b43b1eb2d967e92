// Whom and what a set of articles names: counted by entity over the articles given.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/article.h"
#include "query/result.h"

namespace dateline {

class EntityCounter {
 public:
  // `published` as an article has it, or empty. The entities by their id in the database, each once (name_entities), the most salient first. Memory grows by the distinct entities and by
  // at most a hundred numbers an article.
  void add(const std::vector<ArticleEntity>& entities, std::string_view published);
  // What the articles are about, against the background of all `all` articles, of which `named_in` tells how many name an entity: by how much more often these do (log-likelihood
  // ratio, association.h) times its mean salience in them, of the kConsidered (or four times `limit`) most salient; where chance explains that, by salience after these. Without a background by salience summed over the articles. Then by id; `type`
  // empty: all. Each with the (of whatever type) three it most belongs together with in these articles: by
  // log-likelihood ratio (association.h), of those in at least two articles with it; where chance explains that, by the number of articles. A country does not go with its demonym.
  struct Background {
    std::uint64_t all = 0;
    std::function<std::uint64_t(const std::string& entity)> named_in;  // empty: there is none
  };
  std::vector<EntityCount> most(std::size_t limit, std::string_view type, const Background& background) const;
  static constexpr std::size_t kConsidered = 100;

 private:
  using Number = std::uint32_t;  // of an entity, by first appearance
  struct Count {
    EntityCount count;
    std::unordered_map<std::string, std::uint64_t> names;
    Number number = 0;
  };
  using Entry = std::pair<const std::string, Count>;

  void add_companions(const std::vector<const Entry*>& listed, std::vector<EntityCount>& out) const;

  std::unordered_map<std::string, Count> counts_;
  std::vector<const Entry*> by_number_;
  std::vector<Number> named_;       // article by article
  std::vector<std::size_t> ends_;   // in named_, of each article
};

// Of names and how often each is used, not empty: the most usual; of equally usual ones the fullest.
const std::string& usual_name(const std::unordered_map<std::string, std::uint64_t>& names);

// Country and its name, from what is known of names beforehand.
void add_country(EntityCount& entity);

}  // namespace dateline
