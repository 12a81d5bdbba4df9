#!/bin/bash
fail() { echo "$*"; exit 1; }
mkdir -p "$WORK/o/sub"; echo mine >"$WORK/o/keep.txt"; echo mine >"$WORK/o/sub/keep.txt"
"$SG" build "$SITE" "$WORK/o" >"$WORK/log" 2>&1; code=$?
[ "$(cat "$WORK/o/keep.txt" "$WORK/o/sub/keep.txt")" = "mine
mine" ] || fail "lost a file that it did not make"
[ $code -eq 0 ] || grep -qiE 'not empty|did not make|foreign|already' "$WORK/log" || fail "refused without a reason"
"$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1 || fail "cannot build"
echo mine >"$OUT/reports/mine.txt"; rm "$SITE/content/reports/spring.md"
"$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1
[ -f "$OUT/reports/mine.txt" ] || fail "lost a file that was put into a published folder"
[ ! -f "$OUT/reports/spring/index.html" ] || fail "left a page whose note is gone"
