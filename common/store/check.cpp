#include "common/store/check.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <sstream>

#include "common/analysis/analyzer.h"
#include "common/analysis/entities/shipped_models.h"
#include "common/date.h"
#include "common/error.h"
#include "common/store/aliases.h"
#include "common/store/database.h"
#include "common/store/database_relatives.h"
#include "common/store/family_index.h"
#include "common/store/manifest.h"
#include "common/store/name_links.h"
#include "common/store/packed_positions.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

// The families of near-duplicates as they are stored, joined by what is found to hold between their members.
class FamilyRecord {
 public:
  void add(ArticleNumber article, FamilyId family, std::uint64_t hash) {
    const auto [entry, fresh] = nodes_.emplace(article, parents_.size());
    if (!fresh) return;
    parents_.push_back(parents_.size());
    Group& group = groups_[family];
    group.lowest = std::min(group.lowest, hash);
    group.nodes.push_back(entry->second);
  }

  bool joined(ArticleNumber a, ArticleNumber b) { return root(nodes_.at(a)) == root(nodes_.at(b)); }
  void join(ArticleNumber a, ArticleNumber b) { parents_[root(nodes_.at(a))] = root(nodes_.at(b)); }

  // What is wrong with each family, if anything.
  std::vector<std::string> faults() {
    std::vector<std::string> found;
    for (const auto& [family, group] : groups_) {
      const std::string name = family_key(family);
      if (group.nodes.size() < 2) found.push_back(name + " has one article alone");
      if (group.lowest != family) found.push_back(name + " is not called by its smallest member");
      for (const std::size_t node : group.nodes)
        if (root(node) != root(group.nodes.front())) {
          found.push_back(name + " holds articles that are no copies");
          break;
        }
    }
    return found;
  }

 private:
  struct Group {
    std::uint64_t lowest = ~std::uint64_t{0};
    std::vector<std::size_t> nodes;
  };

  std::size_t root(std::size_t node) {
    while (parents_[node] != node) node = parents_[node] = parents_[parents_[node]];
    return node;
  }

  std::map<ArticleNumber, std::size_t> nodes_;
  std::vector<std::size_t> parents_;
  std::map<FamilyId, Group> groups_;
};

class Checker {
 public:
  Checker(Database& database, CheckResult& result) : database_(database), result_(result) {}

  void run() {
    const Xapian::Database& xapian = database_.xapian();
    result_.articles = xapian.get_doccount();
    manifest(xapian);
    Xapian::doccount seen = 0;
    for (auto posting = xapian.postlist_begin(""); posting != xapian.postlist_end(""); ++posting, ++seen) article(*posting);
    if (seen != xapian.get_doccount()) fault("the list of articles has " + std::to_string(seen) + " entries");
    for (const std::string& key : files_)
      if (!entries_.count(key)) fault("articles name a file that the manifest does not know: key " + key);
    families(xapian);
    name_links(xapian);
    aliases(xapian);
  }

 private:
  void fault(const std::string& what) {
    if (result_.faults.size() < kMaxFaults) result_.faults.push_back(what);
  }

  void manifest(const Xapian::Database& xapian) {
    const std::string prefix(metadata::kFile);
    for (auto key = xapian.metadata_keys_begin(prefix); key != xapian.metadata_keys_end(prefix); ++key) {
      ++result_.files;
      try {
        const ManifestEntry entry = decode_manifest_entry(xapian.get_metadata(*key));
        if (manifest_key(entry.path) != *key) fault("manifest entry of " + entry.path + " stands under another file's key");
        entries_.insert((*key).substr(prefix.size()));
      } catch (const Error& error) {
        fault("manifest entry " + *key + ": " + error.what());
      }
    }
  }

  void families(const Xapian::Database& xapian) {
    DatabaseRelatives relatives(xapian);
    FamilyRecord record;
    std::map<FamilyId, std::vector<ArticleNumber>> members;
    std::size_t keys = 0;
    for (auto posting = xapian.postlist_begin(""); posting != xapian.postlist_end(""); ++posting) {
      const Relative relative = relatives.relative(*posting);
      if (relative.family) {
        record.add(*posting, *relative.family, relative.hash);
        members[*relative.family].push_back(*posting);
      }
      for (const std::uint32_t key : relatives.keys(*posting)) {
        ++keys;
        const std::vector<ArticleNumber> holders = relatives.articles(key);
        if (!std::binary_search(holders.begin(), holders.end(), *posting)) fault("document " + std::to_string(*posting) + ": its sketch keys are not in the index");
        if (holders.size() > kCommonKey) continue;
        for (const ArticleNumber other : holders) {
          if (other >= *posting) break;
          const Relative earlier = relatives.relative(other);
          const bool together = relative.family && relative.family == earlier.family;
          if ((together && record.joined(*posting, other)) || !near_duplicates(relative, earlier)) continue;
          if (together) record.join(*posting, other);
          else fault("documents " + std::to_string(other) + " and " + std::to_string(*posting) + " are copies, and not of one family");
        }
      }
    }
    if (SketchIndex(xapian).size() != keys) fault("the index of sketch keys holds others than the articles'");
    for (const std::string& what : record.faults()) fault(what);
    std::size_t lists = 0;
    const std::string prefix(metadata::kFamily);
    for (auto key = xapian.metadata_keys_begin(prefix); key != xapian.metadata_keys_end(prefix); ++key) ++lists;
    for (const auto& [family, articles] : members)
      if (family_members(xapian, family) != articles) fault(family_key(family) + " lists others than its members");
    if (lists != members.size()) fault("there are lists of families that no article is in");
  }

  void name_links(const Xapian::Database& xapian) {
    Names fuller, shorter;
    for (const auto& [link, articles] : links_) {
      fuller[link.shorter][link.fuller][link.year] = articles;
      shorter[link.fuller][link.shorter][link.year] = articles;
    }
    compare_names(xapian, metadata::kFuller, fuller, fuller_names);
    compare_names(xapian, metadata::kShorter, shorter, shorter_names);
  }

  // The keys are those of the text.
  void aliases(const Xapian::Database& xapian) {
    std::map<std::string, std::string> expected, stored;
    try {
      for (const AliasEntry& entry : parse_aliases(alias_text(xapian))) {
        expected[entry.id] = entry.id;
        for (const std::string& id : entry.ids) expected[id] = entry.id;
        const auto kept = alias_entry(xapian, entry.id);
        if (!kept || kept->name != entry.name || kept->ids != entry.ids) fault("the names of " + entry.id + " are not those of the user's list");
      }
    } catch (const Error& error) {
      return fault(std::string("the user's list of names: ") + error.what());
    }
    const std::string prefix(metadata::kAliasIs);
    for (auto key = xapian.metadata_keys_begin(prefix); key != xapian.metadata_keys_end(prefix); ++key) stored[(*key).substr(prefix.size())] = xapian.get_metadata(*key);
    if (stored != expected) fault("the names under " + prefix + " are not those of the user's list");
  }

  using Years = std::map<unsigned, std::uint64_t>;
  using Names = std::map<std::string, std::map<std::string, Years>>;

  template <typename Read>
  void compare_names(const Xapian::Database& xapian, std::string_view prefix, const Names& expected, const Read& read) {
    std::size_t lists = 0;
    for (auto key = xapian.metadata_keys_begin(std::string(prefix)); key != xapian.metadata_keys_end(std::string(prefix)); ++key) ++lists;
    if (lists != expected.size()) fault(std::to_string(lists) + " lists of names under " + std::string(prefix) + " instead of " + std::to_string(expected.size()));
    for (const auto& [id, others] : expected) {
      std::map<std::string, Years> stored;
      for (LinkedName& name : read(xapian, id)) stored.emplace(std::move(name.id), Years(name.years.begin(), name.years.end()));
      if (stored != others) fault("the names under " + std::string(prefix) + id + " are not those of the articles");
    }
  }

  void article(Xapian::docid number) {
    std::string name = "document " + std::to_string(number);
    try {
      const Xapian::Document document = database_.xapian().get_document(number);
      const Article article = database_.article_of(document);
      name = "article " + article.id;
      std::set<std::string> terms;
      std::size_t ids = 0, origins = 0, entities = 0, spoken_of = 0;
      for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        const std::string text = *term;
        if (text[0] < 'A' || text[0] > 'Z') continue;  // words: nothing to compare with but a new analysis
        terms.insert(text);
        ids += text[0] == prefix::kId[0];
        entities += text[0] == prefix::kEntity[0];
        spoken_of += text.rfind(prefix::kSpokenOf, 0) == 0;
        if (text.rfind(prefix::kFile, 0) == 0) {
          ++origins;
          if (text != std::string(prefix::kFile) + "-") files_.insert(text.substr(prefix::kFile.size(), text.find('.') - prefix::kFile.size()));
        }
      }
      const auto need = [&](const std::string& term) {
        if (!terms.count(term)) fault(name + ": term " + term + " is missing");
      };
      const auto need_value = [&](unsigned slot, const std::string& value) {
        if (document.get_value(slot) != value) fault(name + ": value " + std::to_string(slot) + " is wrong");
      };
      if (ids != 1) fault(name + ": " + std::to_string(ids) + " id terms instead of one");
      if (!origins) fault(name + ": no term says where it was read from");
      need(id_term(article.id));
      if (database_.xapian().get_termfreq(id_term(article.id)) != 1) fault(name + ": its id is not unique");
      need(language_term(article.language));
      need_value(slot::kTie, tie_value(article.id));
      const auto when = parse_rfc3339(article.published);
      if (when) {
        need(year_term(when->date.year));
        need(month_term(when->date.year, when->date.month));
        need(day_term(when->date));
        if (!when->seconds) need(std::string(prefix::kDayOnly));
      }
      need_value(slot::kDay, when ? day_value(to_day_number(when->date)) : "");
      const std::optional<std::int64_t> instant = when ? std::optional(to_instant(*when)) : std::nullopt;
      need_value(slot::kNewest, newest_value(instant, article.id));
      need_value(slot::kOldest, oldest_value(instant, article.id));
      if (entities != 2 * article.entities.size()) fault(name + ": " + std::to_string(entities) + " terms of entities for " + std::to_string(article.entities.size()));
      for (const ArticleEntity& entity : article.entities) {
        need(entity_term(entity.id));
        need(entity_band_term(entity_term(entity.id), salience_band(entity.salience)));
      }
      const std::vector<std::string> times = spoken_of_terms(article.dates);
      if (spoken_of != times.size()) fault(name + ": " + std::to_string(spoken_of) + " terms of times spoken of instead of " + std::to_string(times.size()));
      for (const std::string& term : times) need(term);
      if (kind_.positions == PositionForm::packed) positions(document, name);
      for (NameLink& link : dateline::name_links(article)) ++links_[std::move(link)];
      analyzer_.analyze(article, analysis_);
      BodySketch sketch;
      if (kind_.depth == AnalysisDepth::full) sketch_body(analysis_.body, sketch);
      need_value(slot::kSketch, sketch_value(sketch));
    } catch (const Error& error) {
      fault(name + ": " + error.what());
    } catch (const Xapian::DatabaseModifiedError&) {
      throw;
    } catch (const Xapian::Error& error) {
      fault(name + ": " + error.get_msg());
    }
  }

  // Every place is one of the article's terms, and every word of it has a place.
  void positions(const Xapian::Document& document, const std::string& name) {
    const std::string value = document.get_value(slot::kPositions);
    std::map<std::uint32_t, bool> codes;  // of its terms: whether it stands somewhere
    std::optional<PackedPositions> packed;
    if (!value.empty()) packed.emplace(value);
    std::size_t words = 0;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      const std::string text = *term;
      const bool word = term.get_wdf() > 0 && text != prefix::kEmpty;
      words += word;
      if (packed) codes[packed->code(packed_term_hash(text, packed->seed()))] |= word;
    }
    if (!packed) {
      if (words) fault(name + ": its words have no positions");
      return;
    }
    std::set<std::uint32_t> standing;
    packed->each([&](std::uint32_t code, std::uint32_t) { standing.insert(code); });
    for (const std::uint32_t code : standing)
      if (!codes.count(code)) return fault(name + ": a position of no term");
    for (const auto& [code, word] : codes)
      if (word && !standing.count(code)) return fault(name + ": a word without a position");
  }

  Database& database_;
  CheckResult& result_;
  const IndexKind kind_ = kind_of(database_.xapian());
  Analyzer analyzer_{AnalysisDepth::words};
  Analysis analysis_;
  std::set<std::string> entries_;
  std::set<std::string> files_;
  std::map<NameLink, std::uint64_t> links_;
};

}  // namespace

CheckResult check(const DatabaseDirectory& directory) {
  CheckResult result;
  const auto live = directory.live_generation();
  if (!live) {
    result.empty = true;
    return result;
  }
  if (!shipped_models_sound()) result.faults.push_back("the models of this program are damaged: install it again");
  try {
    std::ostringstream structure;
    const size_t faults = Xapian::Database::check(directory.generation_path(*live), 0, &structure);
    if (faults) result.faults.push_back("Xapian finds " + std::to_string(faults) + " faults in " + directory.generation_path(*live) + ": " + structure.str());
  } catch (const Xapian::Error& error) {
    result.faults.push_back("Xapian cannot check " + directory.generation_path(*live) + ": " + error.get_msg());
  }
  // Damaged blocks are not followed any further: Xapian trusts what stands in them.
  if (!result.faults.empty()) return result;
  try {
    Database database({directory.path()});
    database.with_snapshot([&] {
      CheckResult attempt = result;
      Checker(database, attempt).run();
      result = attempt;
      result.empty = !result.articles && !result.files;
    });
  } catch (const Error& error) {
    result.faults.push_back(error.what());
  }
  return result;
}

}  // namespace dateline
