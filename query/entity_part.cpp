#include "query/entity_part.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "common/store/name_links.h"
#include "query/summable.h"

namespace dateline {
namespace {

using Xapian::Query;

constexpr double kShares = 256;  // steps of MeantForm::share: few, as each has its own constants, and powers of two, so that these add up exactly

std::string band_term(const NameForm& form, int band) { return entity_band_term(entity_term(form.id), band); }

constexpr std::size_t kDigits = 3;
static_assert(kSalienceBands == 1 << kDigits);

double worth(const AskedEntity& asked, double share, int band) { return asked.weight * share * band / kSalienceBands; }

bool holds_in(const NameForm& form, unsigned year) {
  const bool listed = std::binary_search(form.years.begin(), form.years.end(), year);
  return form.years.empty() || listed != form.mostly;
}

}  // namespace

AskedEntity asked_entity(const Named& named, QueryEntity entity, const std::vector<double>& shares, NameTable& names, const Xapian::Database& database) {
  AskedEntity asked;
  std::map<std::string, std::pair<double, std::string>> of_bearers;  // share and name by id
  for (std::size_t i = 0; i < named.candidates.size(); ++i)
    for (const NameForm& form : names.forms_of(named.candidates[i].id)) {
      auto& [share, bearer] = of_bearers[form.id];
      const double own = std::round(shares[i] * shares[i] * kShares) / kShares;
      if (own >= share) share = own, bearer = entity.may_be[i].name;
    }
  for (const NameForm& form : named.forms) {
    const Xapian::doccount has_it = database.get_termfreq(entity_term(form.id));
    if (has_it == 0) continue;
    // The ambiguous name itself, where an article has no fuller one, may well be the one meant.
    const bool is_itself = form.mostly && form.years.empty() && !named.candidates.empty() && key_in_id(form.id).find('-') == std::string_view::npos;
    const auto bearer = of_bearers.find(form.id);
    if (is_itself || bearer == of_bearers.end())
      asked.forms.push_back({form, named.candidates.empty() ? entity.name : entity.text, has_it, 1});
    else
      asked.forms.push_back({form, bearer->second.second, has_it, bearer->second.first});
    if (asked.forms.back().share == 1) asked.articles += has_it;
  }
  std::sort(asked.forms.begin(), asked.forms.end(), [](const MeantForm& a, const MeantForm& b) { return a.articles != b.articles ? a.articles > b.articles : a.form.id < b.form.id; });
  const double all = database.get_doccount();
  asked.weight = summable(kEntityWeight * std::log(1 + all / std::clamp(static_cast<double>(asked.articles), 1.0, std::max(all, 1.0))));
  asked.entity = std::move(entity);
  return asked;
}

Query naming_query(const AskedEntity& asked) {
  std::vector<Query> ways;
  for (const MeantForm& meant : asked.forms) ways.push_back(form_query(meant.form, entity_term(meant.form.id)));
  return Query(Query::OP_OR, ways.begin(), ways.end());
}

Query entity_query(const AskedEntity& asked) {
  std::map<double, std::array<std::vector<Query>, kDigits + 1>> ways;  // by share: the lowest band, which all are worth, and the digits of what lies above it
  for (std::size_t i = 0; i < asked.forms.size(); ++i) {
    const MeantForm& meant = asked.forms[i];
    auto& of_share = ways[meant.share];
    of_share[kDigits].push_back(form_query(meant.form, entity_term(meant.form.id)));
    for (int band = 2; band <= kSalienceBands && i < kBandedForms; ++band)
      for (std::size_t digit = 0; digit < kDigits; ++digit)
        if ((band - 1) >> digit & 1) of_share[digit].push_back(form_query(meant.form, band_term(meant.form, band)));
  }
  std::vector<Query> queries;
  for (const auto& [share, of_share] : ways)
    for (std::size_t digit = 0; digit <= kDigits; ++digit) {
      if (of_share[digit].empty()) continue;
      Xapian::FixedWeightPostingSource constant(worth(asked, share, digit == kDigits ? 1 : 1 << digit));
      queries.emplace_back(Query::OP_FILTER, Query(&constant), Query(Query::OP_OR, of_share[digit].begin(), of_share[digit].end()));
    }
  return Query(Query::OP_OR, queries.begin(), queries.end());
}

EntityPart entity_part(const AskedEntity& asked, const Article& stored) {
  const unsigned year = year_of(stored);
  EntityPart part;
  std::map<double, int> digits;  // by share: of the band less one
  double most = 0;
  for (std::size_t i = 0; i < asked.forms.size(); ++i) {
    const MeantForm& meant = asked.forms[i];
    const auto named = std::find_if(stored.entities.begin(), stored.entities.end(), [&](const ArticleEntity& entity) { return entity.id == meant.form.id; });
    if (named == stored.entities.end() || !holds_in(meant.form, year)) continue;
    const int band = i < kBandedForms ? salience_band(named->salience) : 1;
    digits[meant.share] |= band - 1;
    if (worth(asked, meant.share, band) <= most) continue;
    most = worth(asked, meant.share, band);
    part.band = band;
    part.bearer = meant.bearer;
  }
  for (const auto& [share, above_lowest] : digits) part.score += worth(asked, share, above_lowest + 1);
  return part;
}

std::vector<std::string> forms_in(const AskedEntity& asked, const Article& stored) {
  const unsigned year = year_of(stored);
  std::vector<std::string> forms;
  for (const ArticleEntity& entity : stored.entities) {
    const bool is_asked = std::any_of(asked.forms.begin(), asked.forms.end(), [&](const MeantForm& meant) { return meant.form.id == entity.id && holds_in(meant.form, year); });
    if (is_asked) forms.insert(forms.end(), entity.surfaces.begin(), entity.surfaces.end());
  }
  return forms;
}

}  // namespace dateline
