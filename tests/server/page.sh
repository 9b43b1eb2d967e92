#!/bin/sh
# Runs page.mjs with what npm/page asks for, installed below the build. page.sh SOURCE BUILD [OPTIONS of page.mjs]; 77 when the machine cannot.
set -eu
source=$1 build=$2
shift 2
[ -x /usr/bin/chromium ] || { echo "skipped: there is no chromium"; exit 77; }
folder=$(sh "$source/tests/server/npm.sh" "$source" "$build" page) || { status=$?; echo "$folder"; exit $status; }
exec node "$source/tests/server/page.mjs" "$source" "$folder" "$@"
