#include "query/entity_part.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace dateline {
namespace {

using Xapian::Query;

std::string band_term(const NameForm& form, int band) { return entity_band_term(entity_term(form.id), static_cast<double>(band) / kSalienceBands); }

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
    asked.forms.push_back({form, is_itself || share == of_bearers.end() ? 1 : share->second});
    if (asked.forms.back().share == 1) asked.articles += has_it;
  }
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
  std::map<double, std::vector<const NameForm*>> by_share;
  for (const MeantForm& meant : asked.forms) by_share[meant.share].push_back(&meant.form);
  std::vector<Query> bands;
  for (const auto& [share, forms] : by_share)
    for (int band = 1; band <= kSalienceBands; ++band) {
      std::vector<Query> ways;
      for (const NameForm* form : forms) ways.push_back(form_query(*form, band_term(*form, band)));
      Xapian::FixedWeightPostingSource constant(worth(asked, share, band));
      bands.emplace_back(Query::OP_FILTER, Query(&constant), Query(Query::OP_OR, ways.begin(), ways.end()));
    }
  return Query(Query::OP_OR, bands.begin(), bands.end());
}

double entity_score(const AskedEntity& asked, const Xapian::Document& document, unsigned year, int& band) {
  band = 0;
  std::map<double, std::array<bool, kSalienceBands + 1>> in_bands;  // by share
  for (const MeantForm& meant : asked.forms) {
    if (!holds_in(meant.form, year)) continue;
    const std::string start = entity_term(meant.form.id) + "#";
    auto term = document.termlist_begin();
    for (term.skip_to(start); term != document.termlist_end() && (*term).starts_with(start); ++term)
      for (int one = 1; one <= kSalienceBands; ++one)
        if (*term == band_term(meant.form, one)) in_bands[meant.share][static_cast<std::size_t>(one)] = true, band = std::max(band, one);
  }
  double score = 0;
  for (const auto& [share, bands] : in_bands)
    for (int one = 1; one <= kSalienceBands; ++one)
      if (bands[static_cast<std::size_t>(one)]) score += worth(asked, share, one);
  return score;
}

}  // namespace dateline
