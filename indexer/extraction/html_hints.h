// What the class, id, role and similar names of an element say about its content.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dateline {

// Bits. Everything from `navigation` on speaks against the content being an article's text.
namespace hint {
constexpr std::uint32_t body = 1 << 0;        // article-body, entry-content, itemprop=articleBody
constexpr std::uint32_t article = 1 << 1;     // article, post, story, main, content
constexpr std::uint32_t navigation = 1 << 2;  // menus, breadcrumbs, page numbers
constexpr std::uint32_t share = 1 << 3;
constexpr std::uint32_t related = 1 << 4;     // other articles
constexpr std::uint32_t advert = 1 << 5;
constexpr std::uint32_t comments = 1 << 6;
constexpr std::uint32_t signup = 1 << 7;      // newsletters, subscriptions, donations
constexpr std::uint32_t dialog = 1 << 8;      // cookie notices and other overlays
constexpr std::uint32_t caption = 1 << 9;     // captions and credits of pictures
constexpr std::uint32_t byline = 1 << 10;     // who and when
constexpr std::uint32_t bio = 1 << 11;
constexpr std::uint32_t tags = 1 << 12;
constexpr std::uint32_t footer = 1 << 13;     // also copyright and legal notices
constexpr std::uint32_t sidebar = 1 << 14;
constexpr std::uint32_t hidden = 1 << 15;
constexpr std::uint32_t folded = 1 << 16;     // hidden until it is asked for: answers, tabs
constexpr std::uint32_t frame = ~(body | article | folded);
}  // namespace hint

// Reads the names of one page's elements; the same class attribute is read once.
class HintReader {
 public:
  std::uint32_t of(const GumboNode& element);

 private:
  std::uint32_t of_name(std::string_view attribute);

  std::unordered_map<std::string_view, std::uint32_t> known_;  // views into the tree
};

// The words of a name: relatedPosts, related-posts and related_posts are related, posts.
std::uint32_t hints_of_name(std::string_view name);

}  // namespace dateline
