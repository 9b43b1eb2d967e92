#!/bin/sh
# run.sh BUILD_FOLDER SOURCE_FOLDER C++_COMPILER: installs, builds the consumer against it, runs it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --prefix "$work/prefix" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
cmake -S "$2/tests/consumer" -B "$work/build" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER="$3" \
  >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
cmake --build "$work/build" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
"$work/build/consumer"
for page in man/man1/dateline-index.1 man/man1/dateline-query.1 bash-completion/completions/dateline-query zsh/site-functions/_dateline-index \
  fish/vendor_completions.d/dateline-query.fish; do
  test -s "$work/prefix/share/$page" || { echo "not installed: share/$page"; exit 1; }
done
"$work/prefix/bin/dateline-query" --version
