#include "query/bursts.h"

#include <algorithm>
#include <cmath>

#include "query/association.h"

namespace dateline {
namespace {

constexpr double kOddsPerState = 2;
constexpr std::size_t kMostStates = 12;  // the highest: 2,048 times the usual odds

// Costs are negative logarithms of likelihoods, without the binomial coefficient that all states of a batch share.
double cost(const Batch& batch, double rate) {
  return -static_cast<double>(batch.hits) * std::log(rate) - static_cast<double>(batch.articles - batch.hits) * std::log1p(-rate);
}

// Of each state: from the usual one up to the first that is at least the highest share there is.
std::vector<double> rates(double usual, const std::vector<Batch>& batches) {
  double highest = 0;
  for (const Batch& batch : batches)
    if (batch.articles > 0) highest = std::max(highest, static_cast<double>(batch.hits) / static_cast<double>(batch.articles));
  std::vector<double> all{usual};
  for (double odds = usual / (1 - usual); all.size() < kMostStates && all.back() < highest;) {
    odds *= kOddsPerState;
    all.push_back(odds / (1 + odds));
  }
  return all;
}

std::vector<std::size_t> cheapest_states(const std::vector<Batch>& batches, const std::vector<double>& rates) {
  const std::size_t states = rates.size();
  const double up = std::log(static_cast<double>(batches.size()));
  std::vector<double> least(states);
  for (std::size_t state = 0; state < states; ++state) least[state] = up * static_cast<double>(state);
  std::vector<std::vector<std::size_t>> came_from(batches.size(), std::vector<std::size_t>(states));
  for (std::size_t at = 0; at < batches.size(); ++at) {
    std::vector<double> next(states);
    for (std::size_t state = 0; state < states; ++state) {
      // At the first batch `least` already holds the way up from the usual rate.
      std::size_t best = state;
      double best_cost = least[state];
      for (std::size_t from = 0; at > 0 && from < states; ++from) {
        const double way = least[from] + (state > from ? up * static_cast<double>(state - from) : 0);
        if (way < best_cost || (way == best_cost && from < best)) {
          best = from;
          best_cost = way;
        }
      }
      came_from[at][state] = best;
      next[state] = best_cost + cost(batches[at], rates[state]);
    }
    least = std::move(next);
  }
  std::vector<std::size_t> sequence(batches.size());
  std::size_t state = static_cast<std::size_t>(std::min_element(least.begin(), least.end()) - least.begin());
  for (std::size_t at = batches.size(); at-- > 0;) {
    sequence[at] = state;
    state = came_from[at][state];
  }
  return sequence;
}

}  // namespace

std::vector<Burst> find_bursts(const std::vector<Batch>& given) {
  std::vector<Batch> batches = given;
  std::uint64_t hits = 0, articles = 0;
  for (Batch& batch : batches) {
    batch.articles = std::max(batch.articles, batch.hits);
    hits += batch.hits;
    articles += batch.articles;
  }
  if (batches.size() < 2 || hits == 0 || hits == articles) return {};
  const std::vector<double> rate = rates(static_cast<double>(hits) / static_cast<double>(articles), batches);
  const std::vector<std::size_t> states = cheapest_states(batches, rate);

  std::vector<Burst> bursts;
  for (std::size_t first = 0, next; first < states.size(); first = next) {
    for (next = first + 1; next < states.size() && states[next] == states[first];) ++next;
    const bool above_left = first == 0 || states[first - 1] < states[first], above_right = next == states.size() || states[next] < states[first];
    if (states[first] == 0 || !above_left || !above_right) continue;
    // Periods without articles go along with either state.
    Burst burst{first, next - 1, 0};
    while (burst.first < burst.last && batches[burst.first].hits == 0) ++burst.first;
    while (burst.last > burst.first && batches[burst.last].hits == 0) --burst.last;
    Batch all;
    for (std::size_t at = burst.first; at <= burst.last; ++at) {
      burst.weight += cost(batches[at], rate[0]) - cost(batches[at], rate[states[first]]);
      all.hits += batches[at].hits;
      all.articles += batches[at].articles;
    }
    if (all.hits >= kFewestInBurst && log_likelihood_ratio(all.hits, all.articles, hits, articles) >= kLeastSurprise) bursts.push_back(burst);
  }
  std::stable_sort(bursts.begin(), bursts.end(), [](const Burst& a, const Burst& b) { return a.weight > b.weight; });
  return bursts;
}

}  // namespace dateline
