#!/bin/bash
fail() { echo "$*"; exit 1; }
"$SG" build "$SITE" "$WORK/o" >"$WORK/log" 2>&1 || fail "the first build: $(tail -n 1 "$WORK/log")"
mkdir "$WORK/o/reports/theirs"; mkfifo "$WORK/o/reports/theirs/pipe" "$WORK/o/pipe"; ln -s /etc "$WORK/o/link"
timeout 30 "$SG" build "$SITE" "$WORK/o" >"$WORK/log" 2>&1 || fail "beside a pipe: $(tail -n 1 "$WORK/log")"
[ -p "$WORK/o/reports/theirs/pipe" ] && [ -p "$WORK/o/pipe" ] && [ -L "$WORK/o/link" ] || fail "something of others is gone"
