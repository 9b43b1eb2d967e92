#include "query/exact_source.h"

#include <algorithm>

namespace dateline {

void ExactSource::init(const Xapian::Database& database) {
  found_.clear();
  at_ = 0;
  Xapian::Enquire enquire(database);
  enquire.set_query(superset_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
  for (auto match = matches.begin(); match != matches.end(); ++match)
    if (verify_(match.get_document())) found_.push_back(*match);
  std::sort(found_.begin(), found_.end());
}

void ExactSource::next(double) { ++at_; }

void ExactSource::skip_to(Xapian::docid id, double) {
  const std::size_t from = at_ ? at_ - 1 : 0;
  at_ = static_cast<std::size_t>(std::lower_bound(found_.begin() + static_cast<std::ptrdiff_t>(from), found_.end(), id) - found_.begin()) + 1;
}

Xapian::PostingSource* ExactSource::clone() const { return new ExactSource(superset_, verify_); }

}  // namespace dateline
