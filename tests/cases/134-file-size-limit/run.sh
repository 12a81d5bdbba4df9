#!/bin/bash
fail() { echo "$*"; exit 1; }
"$SG" build "$SITE" "$OUT" >"$WORK/log" 2>&1 || fail "no first build"
before=$(cd "$OUT" && find . -type f -exec sha256sum {} + | sort); echo "More." >>"$SITE/content/reports/spring.md"
(ulimit -f 1; "$SG" build "$SITE" "$OUT" >"$WORK/log2" 2>&1); code=$?
[ $code -ne 0 ] && [ $code -lt 126 ] || fail "ended with $code"
[ "$(cd "$OUT" && find . -type f -exec sha256sum {} + | sort)" = "$before" ] || fail "the old site changed"
[ -z "$(ls -A "$WORK" | grep '^\.out\.tearsheet' || true)" ] || fail "left its staging folder"
