#include "server/http/tokens.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "common/error.h"
#include "server/http/base64.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestToken = 16;

// No early end, and no look-up by a secret byte: what is shown tells nothing of what is known by the time it takes.
bool same(std::string_view known, std::string_view shown) {
  std::size_t differ = known.size() ^ shown.size();
  for (std::size_t i = 0; i < shown.size(); ++i) differ |= static_cast<unsigned char>(shown[i]) ^ static_cast<unsigned char>(known[i % known.size()]);
  return differ == 0;
}

bool begins_with(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((text[i] | 32) != word[i]) return false;
  return true;
}

// The token a request shows: of Basic the password, of an API key in Elasticsearch's form (base64 of id:key) the key.
std::vector<std::string> shown_tokens(std::string_view header) {
  const std::size_t space = header.find(' ');
  if (space == header.npos) return {};
  const std::string_view value = header.substr(header.find_first_not_of(' ', space) == header.npos ? header.size() : header.find_first_not_of(' ', space));
  if (begins_with(header, "bearer ")) return {std::string(value)};
  if (!begins_with(header, "basic ") && !begins_with(header, "apikey ")) return {};
  std::vector<std::string> found;
  if (begins_with(header, "apikey ")) found.emplace_back(value);
  const std::string pair = base64_decoded(value);
  if (const std::size_t colon = pair.find(':'); colon != pair.npos) found.push_back(pair.substr(colon + 1));
  return found;
}

}  // namespace

Tokens Tokens::from_text(std::string_view text, const std::string& path) {
  Tokens tokens;
  std::istringstream lines{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const auto fault = [&](const std::string& what) { return Error(ErrorKind::usage, path + ": line " + std::to_string(number) + ": " + what + "; a line is: TOKEN read|write [DATABASE,...]"); };
    std::istringstream words(line);
    std::string token, access, databases, more;
    if (!(words >> token) || token.front() == '#') continue;
    if (token.size() < kShortestToken) throw fault("the token is shorter than " + std::to_string(kShortestToken) + " bytes");
    words >> access >> databases >> more;
    Grant grant;
    grant.read = access == "read" || access == "write";
    grant.write = access == "write";
    if (!grant.read) throw fault("'" + access + "' is neither read nor write");
    if (!more.empty()) throw fault("there is something after the databases");
    for (std::size_t begin = 0; begin < databases.size();) {
      const std::size_t end = std::min(databases.find(',', begin), databases.size());
      if (end > begin) grant.databases.push_back(databases.substr(begin, end - begin));
      begin = end + 1;
    }
    grant.holder = "line " + std::to_string(number);
    tokens.tokens_.push_back({std::move(token), std::move(grant)});
  }
  if (tokens.tokens_.empty()) throw Error(ErrorKind::usage, path + " holds no token; a line is: TOKEN read|write [DATABASE,...]");
  return tokens;
}

Tokens Tokens::from_file(const std::string& path) {
  struct stat found{};
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (::stat(path.c_str(), &found) != 0 || !file) throw Error(ErrorKind::usage, "cannot read the tokens in " + path);
  if (found.st_mode & S_IWOTH) throw Error(ErrorKind::usage, path + " can be written by everybody: chmod 600 " + path);
  return from_text(text, path);
}

std::optional<Grant> Tokens::grant_of(const HttpRequest& request) const {
  const Grant* found = nullptr;
  for (const std::string& shown : shown_tokens(request.header("authorization")))
    for (const Token& token : tokens_)
      if (same(token.text, shown)) found = &token.grant;
  return found ? std::optional(*found) : std::nullopt;
}

}  // namespace dateline
