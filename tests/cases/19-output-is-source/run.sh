#!/bin/bash
fail() { echo "$*"; exit 1; }
before=$(cd "$SITE" && find . -type f -exec sha256sum {} + | sort)
for out in "$SITE" "$SITE/content" "$SITE/content/data" "$SITE/." "$WORK" /; do
  "$SG" build "$SITE" "$out" >"$WORK/log" 2>&1; code=$?
  [ $code -ne 0 ] || fail "accepted $out"
  [ $code -lt 126 ] && [ $code -ne 101 ] || fail "crashed with $code on $out"
  [ "$(cd "$SITE" && find . -type f -exec sha256sum {} + | sort)" = "$before" ] || fail "changed the source when the output was $out"
done
