#!/bin/bash
fail() { echo "$*"; exit 1; }
echo keep >"$WORK/f"; "$SG" build "$SITE" "$WORK/f" >"$WORK/log" 2>&1 && fail "accepted a file"
"$SG" build "$SITE" "$WORK/f/below" >"$WORK/log" 2>&1 && fail "accepted a folder below a file"
[ "$(cat "$WORK/f")" = keep ] || fail "changed the file"
