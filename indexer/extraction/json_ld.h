// What a page's JSON-LD says of its article (schema.org's Article and its kinds).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

class JsonLd {
 public:
  JsonLd();
  ~JsonLd();

  // One script's text. JSON that is slightly broken is mended: comments and CDATA marks around it, line breaks in strings, commas too many, several values in a row.
  void add(std::string_view script);

  // A field of the article as plain text on one line; of an object its name, of a list its first. Empty when there is no article or no such field.
  std::string text(const char* key) const;
  // The names in a field of one or more persons or organisations. References by @id are followed.
  struct Name {
    std::string name;
    bool organization = false;
  };
  std::vector<Name> names(const char* key) const;
  // The article's text, paragraphs apart where it keeps them apart.
  std::string body() const;

 private:
  std::unique_ptr<nlohmann::json> article_, things_;  // things_: every object with an @id and a name, by @id
};

// Markup and character references in text that should have none ("Ferry &amp;amp; bridge", "<p>...") resolved. Lines stay.
std::string without_markup(std::string_view text);

}  // namespace dateline
