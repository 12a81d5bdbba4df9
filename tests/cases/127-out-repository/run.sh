#!/bin/bash
fail() { echo "$*"; exit 1; }
mkdir -p "$WORK/repo/.git/objects"; echo ref >"$WORK/repo/.git/HEAD"
for out in "$WORK/repo" "$WORK/repo/.git" "$WORK/repo/.git/objects" "$SITE/.." "$HOME" "$SITE/content/reports/out" "$SITE/static" "$SITE/templates/x"; do
  "$SG" build "$SITE" "$out" >"$WORK/log" 2>&1 && fail "accepted $out"
done
[ "$(cat "$WORK/repo/.git/HEAD")" = ref ] || fail "touched the repository"
