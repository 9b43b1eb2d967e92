#!/bin/sh
# run.sh BUILD_FOLDER SOURCE_FOLDER C++_COMPILER: installs, builds the examples against it by CMake and by pkg-config, runs them, and those over HTTP.
set -eu
work=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$work"' EXIT
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }
expect() { printf '%s\n' "$2" | grep -q "$1" || { echo "expected '$1' in:"; printf '%s\n' "$2"; exit 1; }; }

quietly cmake --install "$1" --prefix "$work/prefix"
for page in share/man/man1/dateline-index.1 share/man/man1/dateline-query.1 share/man/man1/dateline-server.1 share/bash-completion/completions/dateline-query \
  share/zsh/site-functions/_dateline-index share/fish/vendor_completions.d/dateline-query.fish lib/systemd/system/dateline.service lib/systemd/system/dateline.socket; do
  test -s "$work/prefix/$page" || { echo "not installed: $page"; exit 1; }
done
expect "^ExecStart=$work/prefix/bin/dateline-server " "$(cat "$work/prefix/lib/systemd/system/dateline.service")"
if grep -rlE '#include <(xapian|nlohmann|boost|zstd)' "$work/prefix/include"; then echo "these headers are not of Dateline alone"; exit 1; fi

quietly cmake -S "$2/tests/consumer" -B "$work/build" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER="$3" -DEXAMPLES="$2/docs/examples"
quietly cmake --build "$work/build"
export PKG_CONFIG_PATH="$(dirname "$(find "$work/prefix" -name dateline.pc)")"
quietly "$3" -std=c++20 "$2/docs/examples/search.cpp" -o "$work/search" $(pkg-config --cflags --libs dateline)

printf '%s\n' '{"id": "a", "title": "Harbour bridge opens", "body": "Ferries stop on Monday.", "date": "2024-05-01"}' 'no article' >"$work/articles"
expect '1 new articles' "$("$work/build/index" "$work/news" <"$work/articles" 2>&1)"
expect 'line 2: not JSON' "$("$work/build/index" "$work/news" <"$work/articles" 2>&1)"
expect '1. Harbour bridge opens' "$("$work/build/search" "$work/news" 'ferry date:2024-05')"
expect '1 articles' "$("$work/search" "$work/news" ferry)"
expect 'there is no database in' "$("$work/search" "$work" ferry 2>&1 || true)"
mkdir "$work/folder" && cp "$work/articles" "$work/folder/a.jsonl"
expect '1 new, 0 replaced, 1 articles in all' "$("$work/build/index_folder" "$work/news2" "$work/folder" 2>&1)"

"$work/prefix/bin/dateline-query" --version
"$work/prefix/bin/dateline-server" --root "$work/served" --listen 127.0.0.1:0 2>"$work/started" &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10; do grep -q http "$work/started" && break; sleep 0.2; done
address=$(sed -n 's|.*\(http://[^ ]*\)/ .*|\1|p' "$work/started")
expect 'in Bergen 1' "$(python3 "$2/docs/examples/http_search.py" "$address")"
if command -v node >/dev/null; then
  expect '20 articles exported' "$(node "$2/docs/examples/http_search.mjs" "$address")"
else
  echo "skipped the example for Node: it is not installed"
fi
