#!/bin/sh
# Installs the clients that npm/mcp/package-lock.json names below the build folder, once, and runs mcp_client.mjs with them. Ends with 77 where that cannot be done.
# usage: mcp_client.sh SOURCE BUILD
set -eu
source=$1/tests/server folder=$2/tests/npm/mcp
skip() { echo "skipped: $1"; exit 77; }
command -v node > /dev/null && command -v npm > /dev/null || skip "there is no node or no npm"
mkdir -p "$folder"
if ! cmp -s "$source/npm/mcp/package-lock.json" "$folder/installed-lock.json"; then
  cp "$source/npm/mcp/package.json" "$source/npm/mcp/package-lock.json" "$folder"
  (cd "$folder" && timeout 180 npm ci --omit=dev --no-audit --no-fund --ignore-scripts > npm.log 2>&1) || skip "npm could not install the clients: $(tail -n 1 "$folder/npm.log")"
  cp "$folder/package-lock.json" "$folder/installed-lock.json"
fi
cp "$source/mcp_client.mjs" "$folder"
exec timeout 120 node "$folder/mcp_client.mjs"
