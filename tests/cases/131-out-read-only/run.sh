#!/bin/bash
fail() { echo "$*"; exit 1; }
mkdir "$WORK/ro"; chmod 555 "$WORK/ro"
"$SG" build "$SITE" "$WORK/ro/public" >"$WORK/log" 2>&1 && fail "said that it was built"
grep -qi "permission" "$WORK/log" || fail "does not say why"
[ -z "$(ls -A "$WORK/ro")" ] || fail "left something"
