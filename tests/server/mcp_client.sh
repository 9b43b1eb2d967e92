#!/bin/sh
# Runs mcp_client.mjs with the clients that npm/mcp/package-lock.json names. Ends with 77 where they cannot be installed.
# usage: mcp_client.sh SOURCE BUILD
set -eu
folder=$(sh "$1/tests/server/npm.sh" "$1" "$2" mcp) || { status=$?; echo "$folder"; exit $status; }
cp "$1/tests/server/mcp_client.mjs" "$folder"
exec timeout 120 node "$folder/mcp_client.mjs"
