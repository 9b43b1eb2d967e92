#!/bin/sh
# Installs what npm/NAME/package-lock.json names below the build folder, once, and prints where. Ends with 77, and says why, where that cannot be done.
# usage: npm.sh SOURCE BUILD NAME
set -eu
source=$1/tests/server/npm/$3 folder=$2/tests/npm/$3
skip() { echo "skipped: $1"; exit 77; }
command -v node > /dev/null && command -v npm > /dev/null || skip "there is no node or no npm"
mkdir -p "$folder"
exec 9> "$folder/lock"
flock 9  # tests run beside each other
if ! cmp -s "$source/package-lock.json" "$folder/installed-lock.json"; then
  cp "$source/package.json" "$source/package-lock.json" "$folder"
  (cd "$folder" && timeout 180 npm ci --omit=dev --no-audit --no-fund --ignore-scripts > npm.log 2>&1) || skip "npm could not install $3: $(tail -n 1 "$folder/npm.log")"
  cp "$folder/package-lock.json" "$folder/installed-lock.json"
fi
echo "$folder"
