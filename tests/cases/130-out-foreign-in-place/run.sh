#!/bin/bash
fail() { echo "$*"; exit 1; }
mkdir -p "$WORK/new"; "$SG" build "$SITE" "$WORK/new" >"$WORK/log" 2>&1 || fail "no first build"
printf -- '---\ntitle: N\ndate: 2025-01-01\n---\n' >"$SITE/content/reports/taken.md"; mkdir -p "$WORK/new/reports/taken"; echo mine >"$WORK/new/reports/taken/index.html"
"$SG" build "$SITE" "$WORK/new" >"$WORK/log" 2>&1 && fail "wrote over a file of somebody else"
[ "$(cat "$WORK/new/reports/taken/index.html")" = mine ] || fail "a file of somebody else was lost"
