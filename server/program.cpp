#include "server/program.h"

namespace dateline {

const ProgramSpec& server_program() {
  static const ProgramSpec program{
      .name = "dateline-server",
      .summary = "serve news databases to other programs",
      .description =
          "Serves one database or many over HTTP: searching and taking in articles, with the parameters and the answers of dateline-query, to clients of Elasticsearch and OpenSearch as these expect it, and to language models over the Model Context Protocol.\n\n"
          "It listens on this machine alone unless told otherwise; for any other address it wants a file of tokens. Databases are those of dateline-index, which may go on working on them.",
      .default_command = "serve",
      .commands = {{"serve", "", "serve until a signal ends it",
                    "Answers what is under way when SIGTERM or Ctrl-C comes, writes out what was taken in, and ends. On SIGHUP the file of tokens is read anew; one that cannot be used changes nothing. Takes sockets from systemd when it gives any."},
                   {"mcp", "", "answer a language model's tool calls on standard input and output",
                    "The Model Context Protocol, for assistants that start their tools as programs: searching, timelines, names, background, whole articles. It only reads, and ends when its input does. Over HTTP the same is at /mcp of a running server (docs/mcp.md)."}},
      .options = {{"db", 0, "DIR", "a database to serve, by the name of its folder; may be repeated (default: $DATELINE_DB, else ~/.local/share/dateline/news)", {}, true, {}, "dir"},
                  {"root", 0, "DIR", "serve every database in this folder, and make new ones there", {}, false, {}, "dir"},
                  {"listen", 'l', "ADDRESS:PORT", "where to listen (default 127.0.0.1:7700; port 0: any that is free)", {"serve"}, false, {}, ""},
                  {"unix", 0, "PATH", "listen on a socket file instead", {"serve"}, false, {}, "file"},
                  {"token-file", 0, "FILE", "who may do what: lines of TOKEN read|write [DATABASE,...]", {"serve"}, false, {}, "file"},
                  {"read-only", 0, "", "take no articles", {"serve"}, false, {}, ""},
                  {"cors", 0, "ORIGIN", "let pages of this origin ask (https://news.example, or * for all)", {"serve"}, false, {}, ""},
                  {"flavour", 0, "NAME", "which product clients are told they speak to: elasticsearch (the default) or opensearch", {"serve"}, false, {"elasticsearch", "opensearch"}, ""},
                  {"host", 0, "NAME", "a name the server goes by, besides localhost; may be repeated", {"serve"}, true, {}, ""},
                  {"threads", 'j', "N", "searches at a time (default: the number of cores)", {"serve"}, false, {}, ""},
                  {"waiting", 0, "N", "requests that may wait for a thread before others are told to come later (default 512)", {"serve"}, false, {}, ""},
                  {"connections", 0, "N", "connections at a time (default 4000)", {"serve"}, false, {}, ""},
                  {"search-time", 0, "SECONDS", "how long one search may look for matches before it is refused (default 10)", {"serve"}, false, {}, ""},
                  {"max-body", 0, "MB", "how large a request may be, in megabytes (default 100)", {"serve"}, false, {}, ""},
                  {"access-log", 0, "FILE", "write a line of JSON for each request; - for standard output", {"serve"}, false, {}, "file"}},
      .examples = {{"dateline-server", "the usual database, on http://127.0.0.1:7700/"},
                   {"dateline-server --root /var/lib/dateline --access-log -", "all databases of a folder"},
                   {"dateline-server --listen 0.0.0.0:7700 --token-file tokens", "to other machines, by token; put TLS in front of it (docs/server.md)"},
                   {"dateline-server mcp --db news", "as an assistant starts it"},
                   {"curl 'localhost:7700/search?q=ferry&limit=3'", "ask it"}},
      .exit_statuses = {{0, "ended by a signal, everything written; mcp: its input has ended"}, {2, "the command line makes no sense"}, {3, "a database or a socket cannot be opened"}},
      .environment = {{"DATELINE_DB", "the database when neither --db nor --root is given"},
                      {"XDG_DATA_HOME", "where the default database lies (default ~/.local/share)"},
                      {"LISTEN_FDS, NOTIFY_SOCKET", "set by systemd"}}};
  return program;
}

}  // namespace dateline
