#!/bin/bash
fail() { echo "$*"; exit 1; }
sum() { (cd "$OUT" && find . -type f ! -name '.tearsheet*' -exec sha256sum {} + | sort | sha256sum); }
"$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1; old=$(sum); cp -r "$SITE" "$WORK/next"; echo "More." >>"$WORK/next/content/reports/spring.md"
cp -r "$SITE" "$WORK/third"; "$SG" build "$WORK/next" "$WORK/probe" >"$WORK/log" 2>&1; new=$(OUT="$WORK/probe" sum)
for n in $(seq 12); do
  timeout -s KILL "0.$(printf %03d $((n * 25)))" "$SG" build "$WORK/next" "$OUT" >"$WORK/log" 2>&1
  now=$(sum); [ "$now" = "$old" ] || [ "$now" = "$new" ] || fail "a mixture after $n"
  "$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1 || fail "no build after $n: $(tail -n 3 "$WORK/log")"
done
[ "$(ls -A "$WORK" | grep -c '^\.out\.tearsheet')" = 0 ] || fail "left staging folders"
