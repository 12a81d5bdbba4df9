#!/bin/bash
# tests/fault/same-bytes.sh BINARY [SITE]: one site, built over threads, time zones, languages of the system, rights,
# places, orders of its folders and again over itself: always the same bytes. Prints their hash, which is that of every
# other system too (the workflow compares Linux, macOS and Windows). Needs bash and sha256sum or shasum.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
bin=$(cd "$(dirname "${1:?the tearsheet binary}")" && pwd)/$(basename "$1")
site=${2:-$top/tests/sites/good/desk}
[ -d "$site/content" ] || { echo "no site in $site"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
sum() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1; }
# The names and bytes of all files, in one order.
hash() { (cd "$1" && find . -type f | LC_ALL=C sort | while read -r file; do printf '%s %s\n' "$file" "$(sum <"$file")"; done) | sum; }
# A copy of the site whose files came into being in another order.
copy() {
    mkdir -p "$2"
    (cd "$1" && find content templates static -type f 2>/dev/null || true) | awk -v seed="$3" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' |
        LC_ALL=C sort | cut -f 2- | while read -r file; do mkdir -p "$2/$(dirname "$file")"; cp "$1/$file" "$2/$file"; done
}
copy "$site" "$work/plain" 1
build() { (cd "$1" && shift && "$@") ; }
first=
count=0
try() { # WHAT FOLDER OUT COMMAND…
    local what=$1 folder=$2 out=$3 found; shift 3
    build "$folder" "$@" "$bin" build --quiet --now 2026-01-15 --out "$out" ${jobs:+--jobs "$jobs"} 2>"$work/log" || { cat "$work/log"; exit 1; }
    found=$(hash "$out")
    first=${first:-$found} count=$((count + 1))
    [ "$found" = "$first" ] || { echo "other bytes: $what"; exit 1; }
}
for jobs in 1 2 16; do
    for zone in UTC Asia/Shanghai America/St_Johns; do
        for words in C zh_CN.UTF-8 tr_TR.UTF-8; do
            try "$jobs threads, $zone, $words" "$work/plain" "$work/out-$count" env TZ=$zone LC_ALL=$words LANG=$words
        done
    done
done
jobs=
for seed in 2 3 4 5 6; do
    copy "$site" "$work/another place $seed" $seed
    try "order $seed" "$work/another place $seed" "$work/out order $seed" env
done
try "again over itself" "$work/plain" "$work/out-0" env
(umask 077; try "rights" "$work/plain" "$work/out rights" env)
try "no environment" "$work/plain" "$work/out bare" env -i PATH="$PATH" ${SYSTEMROOT:+SYSTEMROOT="$SYSTEMROOT"}
echo "$count builds, one hash: $first"
