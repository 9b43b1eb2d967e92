// From mentions to entities, within one article: what is meant by the same name, its longer form, its surname, its initials or what base_names.h knows
// is one entity. Knows nothing of other articles.
//
//   persons   a single name ("Sullivan", also in the headline, and when the recogniser took it for a place) is the fuller name before it that ends so, else the
//             next one that does, else the one that begins so; J. Sullivan is Jake Sullivan
//   orgs      IMF is the International Monetary Fund where the article has both; a beginning ("Goldman") is the only longer name that begins so
//   credits   "(Reporting by ...)" names nobody the article is about
//   places    other names of countries are theirs; a demonym and a capital stay entities of their own
#pragma once

#include <string_view>
#include <vector>

#include "common/analysis/entities/mention.h"
#include "common/article.h"

namespace dateline {

// `out` is overwritten: the most salient first (salience.h), equal ones by id.
void link_entities(std::string_view title, std::string_view body, const Mentions& mentions, std::vector<ArticleEntity>& out);

}  // namespace dateline
