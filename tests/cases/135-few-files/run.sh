#!/bin/bash
fail() { echo "$*"; exit 1; }
for n in 10 16 24; do (ulimit -n $n; "$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1); code=$?
[ $code -lt 126 ] && [ $code -ne 101 ] || fail "ended with $code at $n"; done
