#include "query/score_functions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "common/error.h"

namespace dateline {
namespace {

void check(const FunctionScore& functions) {
  const auto refuse = [](const std::string& why) { throw Error(ErrorKind::usage, "function_score: " + why); };
  for (const ScoreFunction& function : functions.functions) {
    if (function.weight && !std::isfinite(*function.weight)) refuse("a weight must be a number");
    if (function.decay) {
      if (!(function.decay->scale > 0)) refuse("scale must be more than 0");
      if (!(function.decay->offset >= 0)) refuse("offset must not be less than 0");
      if (!(function.decay->decay > 0 && function.decay->decay < 1)) refuse("decay must be between 0 and 1");
    }
    if (function.factor && function.factor->field != "length" && function.factor->field != "published")
      refuse("a factor is of the field length or published, not of '" + function.factor->field + "'");
  }
}

double modified(FieldFactor::Modifier modifier, double value) {
  using Modifier = FieldFactor::Modifier;
  switch (modifier) {
    case Modifier::none: return value;
    case Modifier::log: return std::log10(value);
    case Modifier::log1p: return std::log10(value + 1);
    case Modifier::log2p: return std::log10(value + 2);
    case Modifier::ln: return std::log(value);
    case Modifier::ln1p: return std::log1p(value);
    case Modifier::ln2p: return std::log(value + 2);
    case Modifier::square: return value * value;
    case Modifier::sqrt: return std::sqrt(value);
    case Modifier::reciprocal: return 1 / value;
  }
  return value;
}

class Functions {
 public:
  Functions(const FunctionScore& functions, const std::vector<std::optional<DocumentSet>>& filters, Columns& columns)
      : functions_(functions), filters_(filters), columns_(columns) {}

  double score(const ScoredMatch& match) {
    const double given = std::min(together(match.docid), functions_.max_boost.value_or(std::numeric_limits<double>::max()));
    using Boost = FunctionScore::Boost;
    switch (functions_.boost) {
      case Boost::multiply: return match.score * given;
      case Boost::replace: return given;
      case Boost::sum: return match.score + given;
      case Boost::avg: return (match.score + given) / 2;
      case Boost::max: return std::max(match.score, given);
      case Boost::min: return std::min(match.score, given);
    }
    return match.score;
  }

 private:
  double together(Xapian::docid docid) {
    using Mode = FunctionScore::Mode;
    double all = 1, weights = 0;
    bool any = false;
    for (std::size_t i = 0; i < functions_.functions.size(); ++i) {
      if (filters_[i] && !filters_[i]->has(docid)) continue;
      const double one = value(functions_.functions[i], docid);
      weights += functions_.functions[i].weight.value_or(1);
      if (!any) {
        any = true;
        all = one;
        if (functions_.mode == Mode::first) break;
        continue;
      }
      switch (functions_.mode) {
        case Mode::multiply: all *= one; break;
        case Mode::sum:
        case Mode::avg: all += one; break;
        case Mode::max: all = std::max(all, one); break;
        case Mode::min: all = std::min(all, one); break;
        case Mode::first: break;
      }
    }
    return any && functions_.mode == Mode::avg && weights != 0 ? all / weights : all;
  }

  double value(const ScoreFunction& function, Xapian::docid docid) {
    double product = function.weight.value_or(1);
    if (function.decay) {
      const std::int64_t instant = columns_.published()[docid];
      if (instant != kNoValue) product *= decay_at(*function.decay, instant);
    }
    if (function.factor) product *= factor_of(*function.factor, field(*function.factor, docid));
    return product;
  }

  double field(const FieldFactor& factor, Xapian::docid docid) {
    if (factor.field == "length") return columns_.lengths()[docid];
    constexpr double kMilliseconds = 1000;
    const std::int64_t instant = columns_.published()[docid];
    if (instant != kNoValue) return static_cast<double>(instant) * kMilliseconds;
    if (!factor.missing) throw Error(ErrorKind::usage, "function_score: an article has no date; give a value for missing");
    return *factor.missing;
  }

  const FunctionScore& functions_;
  const std::vector<std::optional<DocumentSet>>& filters_;
  Columns& columns_;
};

}  // namespace

double decay_at(const Decay& decay, std::int64_t instant) {
  const double distance = std::max(0.0, std::fabs(static_cast<double>(instant) - static_cast<double>(decay.origin)) - decay.offset);
  switch (decay.shape) {
    case Decay::Shape::gauss: return std::exp(distance * distance * std::log(decay.decay) / (decay.scale * decay.scale));
    case Decay::Shape::exp: return std::exp(distance * std::log(decay.decay) / decay.scale);
    case Decay::Shape::linear: {
      const double reach = decay.scale / (1 - decay.decay);
      return std::max(0.0, (reach - distance) / reach);
    }
  }
  return 1;
}

double factor_of(const FieldFactor& factor, double value) {
  const double result = modified(factor.modifier, value * factor.factor);
  if (!std::isfinite(result))
    throw Error(ErrorKind::usage, "function_score: the factor of " + factor.field + " is not a number for the value " + std::to_string(value) + "; take another modifier");
  return result;
}

void apply_functions(const FunctionScore& functions, const std::vector<std::optional<DocumentSet>>& filters, Columns& columns, Matches& matches) {
  check(functions);
  Functions all(functions, filters, columns);
  for (ScoredMatch& match : matches) {
    match.score = all.score(match);
    if (match.score < 0) throw Error(ErrorKind::usage, "function_score: a score comes to less than 0");
  }
}

}  // namespace dateline
