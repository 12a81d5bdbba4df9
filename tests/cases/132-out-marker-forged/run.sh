#!/bin/bash
fail() { echo "$*"; exit 1; }
"$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1 || fail "no first build"
echo keep >"$WORK/victim"; marker=$(find "$OUT" -maxdepth 1 -name '.tearsheet*' -type f | head -n 1); [ -n "$marker" ] || fail "no list"
line=$(tail -n 1 "$marker"); sed "s|[^ ]*$|../victim|" <<<"$line" >>"$marker"
"$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1
[ "$(cat "$WORK/victim")" = keep ] || fail "deleted a file outside"
