#include "query/search_session.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "common/error.h"
#include "common/store/match_all.h"
#include "common/store/schema.h"
#include "common/store/word_forms.h"
#include "query/copies.h"
#include "query/entity_names.h"
#include "query/phrase_query.h"

namespace dateline {

void SearchSession::in_snapshot(const std::function<void()>& ask) {
  if (patience_) time_limit_->start(*patience_);
  database_.with_snapshot([&] {
    if (std::vector<std::uint64_t> now = database_.state(); !names_ || now != names_of_) {
      epoch_ = shared_->epoch_of(database_);
      epoch_ ? names_.emplace(database_.databases(), shared_->names(), *epoch_) : names_.emplace(database_.databases());
      languages_ = languages_by_share(database_.xapian());
      const std::vector<Xapian::Database> all = database_.databases();
      words_alone_ = std::all_of(all.begin(), all.end(), [](const Xapian::Database& one) { return kind_of(one).depth == AnalysisDepth::words; });
      exact_.forget();
      columns_.reset();
      readable_.clear();
      names_of_ = std::move(now);
    }
    ask();
  });
}

void SearchSession::refuse_missing(const std::string& what) const {
  for (const MissingShard& shard : database_.missing()) throw Error(ErrorKind::database, what + shard.name + " does not answer (" + shard.reason + ")");
}

bool SearchSession::warn_of_missing(std::vector<std::string>& warnings) const {
  const std::vector<MissingShard> missing = database_.missing();
  for (const MissingShard& shard : missing) warnings.push_back(shard.name + " does not answer (" + shard.reason + "): its articles are not in this answer");
  return !missing.empty();
}

void SearchSession::warn_of_words_alone(std::vector<std::string>& warnings) const {
  const bool said = std::find(warnings.begin(), warnings.end(), kWordsAlone) != warnings.end();
  if (words_alone_ && !said) warnings.emplace_back(kWordsAlone);
}

Columns& SearchSession::columns() {
  if (!columns_) columns_.emplace(database_, *names_, *shared_, epoch_);
  return *columns_;
}

std::string SearchSession::readable(const std::string& entity) {
  constexpr std::size_t kMostKept = 20'000;
  if (const auto known = readable_.find(entity); known != readable_.end()) return known->second;
  if (readable_.size() >= kMostKept) readable_.clear();
  return readable_.emplace(entity, readable_name(entity, *names_, database_)).first->second;
}

BuildOptions SearchSession::build_options(const std::vector<std::string>& stem_languages) {
  BuildOptions options;
  options.languages = stem_languages;
  if (options.languages.empty()) {
    options.languages = languages_;
    const auto rest = options.languages.begin() + static_cast<std::ptrdiff_t>(std::min(kStemLanguages, options.languages.size()));
    options.other_languages.assign(rest, options.languages.end());
    options.languages.erase(rest, options.languages.end());
  }
  options.names = &*names_;
  options.readable = [this](const std::string& entity) { return readable(entity); };
  options.words_alone = words_alone_;
  options.word_forms = [this](const std::string& start) {
    std::set<std::string> words;
    for (const Xapian::Database& one : database_.databases())
      for (std::string& word : word_forms(one, start)) words.insert(std::move(word));
    return words;
  };
  options.exactly = [this](const Xapian::Query& superset, const std::string& surface, bool title_only) { return exact_.query(superset, surface, title_only); };
  options.phrase = [this](const Phrase& phrase) { return PhraseQueries(database_, exact_, time_limit()).query(phrase); };
  options.time_limit = time_limit();
  return options;
}

BuiltQuery SearchSession::build(const Node& root, const BuildOptions& options) {
  BuiltQuery built = build_query(root, database_.xapian(), options);
  if (built.query.empty()) built.query = match_all();  // nothing is asked, or a time is wished for
  return built;
}

std::vector<AskedEntity> SearchSession::names_in(Node& root, const BuildOptions& options) {
  const auto text_query = [&](const Node& leaf) { return build(leaf, options).query; };
  return recognise_names(root, {*names_, database_, text_query, [this](const std::string& entity) { return readable(entity); }});
}

TermWeights SearchSession::term_weights(const std::set<std::string>& terms) {
  TermWeights weights;
  const double articles = database_.xapian().get_doccount();
  for (const std::string& term : terms)
    weights[term] = std::log(1 + articles / (1.0 + database_.xapian().get_termfreq(term)));
  return weights;
}

void SearchSession::add_copies(Xapian::docid docid, const Xapian::Document& document, Article& article) {
  for (FamilyMember& member : family_of(document, database_))
    if (member.docid != docid) article.copies.push_back(std::move(member.copy.id));
}

}  // namespace dateline
