#!/bin/sh
# Keeps a database as the program of now makes it, before its format or analysis changes: tests/formats/make.sh DATELINE-INDEX. In /srv/news, so that paths in it are nobody's.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir /srv/news
trap 'rm -rf /srv/news' EXIT
cp "$here/articles.ndjson" /srv/news
cd /srv/news
"$1" --db db --quiet articles.ndjson
version=$("$1" --db db status --json | sed 's/.*"analysis_version":\([0-9]*\).*/\1/')
rm -f db/lock
tar -C db --sort=name --owner=0 --group=0 --numeric-owner -c . | zstd -19 -q -o "$here/analysis-$version.tar.zst"
