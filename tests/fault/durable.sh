#!/bin/bash
# tests/fault/durable.sh BINARY: whether `build --durable` has every file and folder on the disk before the swap (strace).
set -uo pipefail
bin=$(realpath "${1:?the tearsheet binary}")
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir "$work/pub"; cp -r "${SITE:-$top/tests/cases/base}" "$work/site"
build() { "$@" "$bin" build --quiet --durable --now 2026-01-15 --content "$work/site/content" --out "$work/pub/o" 2>>"$work/log"; }
bad=0
for round in new over; do
    build strace -f -qq -y -o "$work/trace" -e trace=fsync,fdatasync,rename,renameat,renameat2 || { cat "$work/log"; exit 1; }
    swap=$(grep -n 'rename.*/pub/o' "$work/trace" | head -n 1 | cut -d: -f1)
    [ -n "$swap" ] || { echo "no swap was seen"; exit 1; }
    head -n "$swap" "$work/trace" | sed -n 's/.*sync([0-9]*<\(.*\)>) *= 0.*/\1/p' | sed 's#.*tearsheet-[0-9]*/site##' | sort -u >"$work/synced"
    (cd "$work/pub/o" && find . -type f -o -type d) | sed 's#^\.##' | sort >"$work/all"
    missing=$(comm -13 "$work/synced" "$work/all" | wc -l)
    after=$(tail -n +"$swap" "$work/trace" | grep -c "sync(.*/pub>) *= 0")
    echo "$round: $(wc -l <"$work/all") files and folders, $missing not on the disk before the swap; the folder above synced after it: $after"
    [ "$missing" = 0 ] && [ "$after" -gt 0 ] || bad=1
    printf '\nMore words.\n' >>"$work/site/content/reports/spring.md"
done
exit $bad
