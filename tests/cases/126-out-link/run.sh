#!/bin/bash
fail() { echo "$*"; exit 1; }
mkdir "$WORK/precious"; echo keep >"$WORK/precious/a"; ln -s "$WORK/precious" "$WORK/link"
"$SG" build "$SITE" "$WORK/link" >"$WORK/log" 2>&1 && fail "accepted a link"
[ "$(ls "$WORK/precious")" = a ] || fail "wrote through the link"
"$SG" build "$SITE" "$WORK/link/sub" >"$WORK/log" 2>&1 || true
[ "$(cat "$WORK/precious/a")" = keep ] || fail "changed a file"
