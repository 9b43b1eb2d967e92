// The articles that match a query and also hold a text exactly as written: found by looking at each stored article. Local databases only.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <vector>

namespace dateline {

class ExactSource : public Xapian::PostingSource {
 public:
  using Verify = std::function<bool(const Xapian::Document&)>;
  ExactSource(Xapian::Query superset, Verify verify) : superset_(std::move(superset)), verify_(std::move(verify)) {}

  void init(const Xapian::Database& database) override;
  Xapian::doccount get_termfreq_min() const override { return static_cast<Xapian::doccount>(found_.size()); }
  Xapian::doccount get_termfreq_est() const override { return static_cast<Xapian::doccount>(found_.size()); }
  Xapian::doccount get_termfreq_max() const override { return static_cast<Xapian::doccount>(found_.size()); }
  void next(double) override;
  void skip_to(Xapian::docid id, double) override;
  bool at_end() const override { return at_ > found_.size(); }
  Xapian::docid get_docid() const override { return found_[at_ - 1]; }
  Xapian::PostingSource* clone() const override;
  std::string get_description() const override { return "ExactSource"; }

 private:
  Xapian::Query superset_;
  Verify verify_;
  std::vector<Xapian::docid> found_;  // rising
  std::size_t at_ = 0;                // 1-based; 0 before the first
};

}  // namespace dateline
