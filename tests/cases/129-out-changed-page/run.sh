#!/bin/bash
fail() { echo "$*"; exit 1; }
"$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1 || fail "no first build"
echo hacked >"$OUT/index.html"; mkdir -p "$OUT/mine/deep"; echo mine >"$OUT/mine/deep/a.txt"; ln -s nowhere "$OUT/mine/link"; chmod 600 "$OUT/mine/deep/a.txt"
rm "$SITE/content/reports/spring.md"; sed -i 's/.*spring.*//' "$SITE"/content/*/*.md
"$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1 || fail "no second build: $(tail -n 3 "$WORK/log")"
grep -q hacked "$OUT/index.html" && fail "a changed page stayed"
[ ! -e "$OUT/reports/spring" ] || fail "a stale page stayed"
[ "$(cat "$OUT/mine/deep/a.txt")" = mine ] && [ -L "$OUT/mine/link" ] || fail "a file of somebody else went"
[ "$(stat -c %a "$OUT/mine/deep/a.txt")" = 600 ] || fail "the rights of a file changed"
