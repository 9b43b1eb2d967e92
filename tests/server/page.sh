#!/bin/sh
# Runs page.mjs with what npm/page asks for, installed below the build. page.sh SOURCES BUILD [OPTIONS of page.mjs]; 77 when the machine cannot.
set -eu
sources=$1 build=$2
shift 2
for needed in /usr/bin/chromium node npm; do
  command -v "$needed" >/dev/null || { echo "skipped: $needed is not installed"; exit 77; }
done
modules=$build/npm/page
mkdir -p "$modules"
# Installed once, until what is asked for changes.
if ! cmp -s "$sources/tests/server/npm/page/package-lock.json" "$modules/installed.json"; then
  cp "$sources/tests/server/npm/page/package.json" "$sources/tests/server/npm/page/package-lock.json" "$modules/"
  (cd "$modules" && npm ci --no-audit --no-fund --loglevel=error) || { echo "skipped: npm could not install playwright-core (no network?)"; exit 77; }
  cp "$modules/package-lock.json" "$modules/installed.json"
fi
exec node "$sources/tests/server/page.mjs" "$sources" "$modules" "$@"
