#include "query/entity_part.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "common/store/name_links.h"

namespace dateline {
namespace {

using Xapian::Query;

std::string band_term(const NameForm& form, int band) { return entity_band_term(entity_term(form.id), band); }

double worth(const AskedEntity& asked, double share, int band) { return asked.weight * share * band / kSalienceBands; }

bool holds_in(const NameForm& form, unsigned year) {
  const bool listed = std::binary_search(form.years.begin(), form.years.end(), year);
  return form.years.empty() || listed != form.mostly;
}

}  // namespace

AskedEntity asked_entity(const Named& named, QueryEntity entity, const std::vector<double>& shares, NameTable& names, const Xapian::Database& database) {
  AskedEntity asked;
  std::map<std::string, double> of_bearers;  // by id
  for (std::size_t i = 0; i < named.candidates.size(); ++i)
    for (const NameForm& form : names.forms_of(named.candidates[i].id)) {
      double& share = of_bearers[form.id];
      share = std::max(share, shares[i] * shares[i]);
    }
  for (const NameForm& form : named.forms) {
    const Xapian::doccount has_it = database.get_termfreq(entity_term(form.id));
    if (has_it == 0) continue;
    // The ambiguous name itself, where an article has no fuller one, may well be the one meant.
    const bool is_itself = form.mostly && form.years.empty() && !named.candidates.empty() && key_in_id(form.id).find('-') == std::string_view::npos;
    const auto share = of_bearers.find(form.id);
    asked.forms.push_back({form, has_it, is_itself || share == of_bearers.end() ? 1 : share->second});
    if (asked.forms.back().share == 1) asked.articles += has_it;
  }
  std::sort(asked.forms.begin(), asked.forms.end(), [](const MeantForm& a, const MeantForm& b) { return a.articles != b.articles ? a.articles > b.articles : a.form.id < b.form.id; });
  const double all = database.get_doccount();
  asked.weight = kEntityWeight * std::log(1 + all / std::clamp(static_cast<double>(asked.articles), 1.0, std::max(all, 1.0)));
  asked.entity = std::move(entity);
  return asked;
}

Query naming_query(const AskedEntity& asked) {
  std::vector<Query> ways;
  for (const MeantForm& meant : asked.forms) ways.push_back(form_query(meant.form, entity_term(meant.form.id)));
  return Query(Query::OP_OR, ways.begin(), ways.end());
}

Query entity_query(const AskedEntity& asked) {
  std::map<std::pair<double, int>, std::vector<Query>> bands;  // by share and band: what is worth the same
  for (std::size_t i = 0; i < asked.forms.size(); ++i) {
    const MeantForm& meant = asked.forms[i];
    if (i >= kBandedForms)
      bands[{meant.share, 1}].push_back(form_query(meant.form, entity_term(meant.form.id)));
    else
      for (int band = 1; band <= kSalienceBands; ++band) bands[{meant.share, band}].push_back(form_query(meant.form, band_term(meant.form, band)));
  }
  std::vector<Query> queries;
  for (const auto& [key, ways] : bands) {
    Xapian::FixedWeightPostingSource constant(worth(asked, key.first, key.second));
    queries.emplace_back(Query::OP_FILTER, Query(&constant), Query(Query::OP_OR, ways.begin(), ways.end()));
  }
  return Query(Query::OP_OR, queries.begin(), queries.end());
}

double entity_score(const AskedEntity& asked, const Article& stored, int& band) {
  band = 0;
  const unsigned year = year_of(stored);
  std::set<std::pair<double, int>> met;  // shares and bands
  for (std::size_t i = 0; i < asked.forms.size(); ++i) {
    const MeantForm& meant = asked.forms[i];
    const auto named = std::find_if(stored.entities.begin(), stored.entities.end(), [&](const ArticleEntity& entity) { return entity.id == meant.form.id; });
    if (named == stored.entities.end() || !holds_in(meant.form, year)) continue;
    const int its_band = i < kBandedForms ? salience_band(named->salience) : 1;
    met.emplace(meant.share, its_band);
    band = std::max(band, its_band);
  }
  double score = 0;
  for (const auto& [share, its_band] : met) score += worth(asked, share, its_band);
  return score;
}

}  // namespace dateline
