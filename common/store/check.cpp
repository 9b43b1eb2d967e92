#include "common/store/check.h"

#include <xapian.h>

#include <set>
#include <sstream>

#include "common/date.h"
#include "common/error.h"
#include "common/store/database.h"
#include "common/store/manifest.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

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

  void article(Xapian::docid number) {
    std::string name = "document " + std::to_string(number);
    try {
      const Xapian::Document document = database_.xapian().get_document(number);
      const Article article = database_.article_of(document);
      name = "article " + article.id;
      std::set<std::string> terms;
      std::size_t ids = 0, origins = 0;
      for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        const std::string text = *term;
        if (text[0] < 'A' || text[0] > 'Z') continue;  // words: nothing to compare with but a new analysis
        terms.insert(text);
        ids += text[0] == prefix::kId[0];
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
    } catch (const Error& error) {
      fault(name + ": " + error.what());
    } catch (const Xapian::DatabaseModifiedError&) {
      throw;
    } catch (const Xapian::Error& error) {
      fault(name + ": " + error.get_msg());
    }
  }

  Database& database_;
  CheckResult& result_;
  std::set<std::string> entries_;
  std::set<std::string> files_;
};

}  // namespace

CheckResult check(const DatabaseDirectory& directory) {
  CheckResult result;
  const auto live = directory.live_generation();
  if (!live) {
    result.empty = true;
    return result;
  }
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
