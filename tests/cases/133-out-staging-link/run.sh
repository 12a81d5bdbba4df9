#!/bin/bash
fail() { echo "$*"; exit 1; }
mkdir "$WORK/precious"; echo keep >"$WORK/precious/a"
for n in $(seq 1 50); do ln -s "$WORK/precious" "$WORK/.new.tearsheet-$n"; done; ln -s "$WORK/precious/a" "$WORK/.new.tearsheet-lock"
"$SG" build "$SITE" "$WORK/new" >"$WORK/log" 2>&1
[ "$(ls "$WORK/precious")" = a ] && [ "$(cat "$WORK/precious/a")" = keep ] || fail "wrote or deleted through a link"
