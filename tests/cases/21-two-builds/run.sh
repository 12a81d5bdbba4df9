#!/bin/bash
fail() { echo "$*"; exit 1; }
for k in $(seq 200); do printf -- '---\ntitle: P%s\ndate: 2025-05-01\n---\nText of %s.\n' $k $k >"$SITE/content/reports/p$k.md"; done
"$SG" build "$SITE" "$WORK/one" >"$WORK/log" 2>&1 || fail "cannot build"
for k in 1 2 3; do ( "$SG" build "$SITE" "$WORK/many" >"$WORK/log$k" 2>&1; echo $? >"$WORK/code$k" ) & done; wait
for k in 1 2 3; do
  code=$(cat "$WORK/code$k")
  [ $code -eq 0 ] || grep -qiE 'another|running|lock|busy' "$WORK/log$k" || fail "build $k failed with $code and does not say that another runs"
done
diff -r "$WORK/one" "$WORK/many" >"$WORK/diff" || fail "mixed: $(head -1 "$WORK/diff")"
