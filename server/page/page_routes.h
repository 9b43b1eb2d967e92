// The search page for browsers: its document at "/", what it is made of under "/_page/" (no database can be called so). The files of web/ are part of the program.
// The page asks the native routes as any client does, nothing else, and no other host.
#pragma once

#include "server/http/message.h"
#include "server/http/router.h"

namespace dateline {

// Whether who asks for "/" wants a page: a browser says so in Accept; other clients send */* or name JSON.
bool wants_page(const HttpRequest& request);

// `root` answers at "/" those who want none.
void add_page_routes(Router& router, HttpResponse (*root)(const HttpRequest&));

}  // namespace dateline
