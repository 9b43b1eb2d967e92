#include "server/page/page_routes.h"

#include <algorithm>
#include <string_view>

#include "server/native/answers.h"

namespace dateline {
namespace {

struct PageFile {
  std::string_view name, text, tag;
};

constexpr PageFile kFiles[] = {
#include "server/page/page_files.inc"
};

constexpr std::string_view kDocument = "page.html";

// Articles are other people's text. Whatever of it got into the page as markup could still load nothing, run nothing and send nothing elsewhere.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'";

const PageFile* find_file(std::string_view name) {
  const auto* found = std::find_if(std::begin(kFiles), std::end(kFiles), [&](const PageFile& file) { return file.name == name; });
  return found == std::end(kFiles) ? nullptr : found;
}

const char* content_type_of(std::string_view name) {
  const std::string_view ending = name.substr(std::min(name.rfind('.'), name.size()));
  if (ending == ".html") return "text/html; charset=utf-8";
  if (ending == ".css") return "text/css; charset=utf-8";
  if (ending == ".svg") return "image/svg+xml";
  return "text/javascript; charset=utf-8";
}

// The tag alone when the browser has the file already (RFC 9110, 13.1.2).
HttpResponse file_response(const PageFile& file, const HttpRequest& request) {
  HttpResponse response;
  response.headers = {{"ETag", std::string(file.tag)},
                      {"Cache-Control", "no-cache"},
                      {"Content-Security-Policy", kPolicy},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cross-Origin-Opener-Policy", "same-origin"},
                      {"Cross-Origin-Resource-Policy", "same-origin"}};
  if (file.name == kDocument) response.headers.emplace_back("Vary", "Accept");
  if (request.header("if-none-match").find(file.tag) != std::string_view::npos) {
    response.status = 304;
    response.content_type.clear();
    return response;
  }
  response.content_type = content_type_of(file.name);
  response.body = file.text;
  return response;
}

}  // namespace

const char* page_instead_of_root(const HttpRequest& request) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  return reads && request.path == "/" && request.header("accept").find("text/html") != std::string_view::npos ? "/_page/page.html" : nullptr;
}

void add_page_routes(Router& router) {
  // Open to all: the page holds no article, and has to be there to ask for the token that reads them.
  router.add({"GET", "/_page/{file}", Lane::immediate, Access::open, [](HttpRequest& request) {
                const PageFile* file = find_file(request.arguments[0]);
                if (!file) throw HttpError(404, "not_found", "the page has no such file");
                return file_response(*file, request);
              }, native_error});
}

}  // namespace dateline
