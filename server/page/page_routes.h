// The search page for browsers: its document, shown at "/", and what it is made of under "/_page/" (no database can be called so). The files of web/ are part of the program.
// The page asks the native routes as any client does, nothing else, and no other host.
#pragma once

#include "server/http/message.h"
#include "server/http/router.h"

namespace dateline {

// Where the page is for who asks for "/" and wants a page rather than what clients of Elasticsearch find there: a browser says so in Accept, others send */* or name JSON.
// Nullptr for all other requests.
const char* page_instead_of_root(const HttpRequest& request);

void add_page_routes(Router& router);

}  // namespace dateline
