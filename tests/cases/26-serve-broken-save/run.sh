#!/bin/bash
fail() { echo "$*"; exit 1; }
"$SG" serve "$SITE" "$PORT" >"$WORK/serve.log" 2>&1 & server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null' EXIT
page() { curl -s -m 5 "http://127.0.0.1:$PORT$1"; }
until_shown() { for k in $(seq 80); do page "$1" | grep -q "$2" && return 0; sleep 0.1; done; return 1; }
until_shown /reports/live/ first-words || fail "the page is not served"
printf -- '---\ntitle: [open\n' >"$SITE/content/reports/live.md"; sleep 1
kill -0 $server || fail "a broken note ended the server"
page / >/dev/null || fail "no answer after a broken note"
grep -qE 'live\.md:[0-9]+' "$WORK/serve.log" || fail "no located message"
printf -- '---\ntitle: Live\ndate: 2025-05-01\n---\nsecond-words\n' >"$SITE/content/reports/live.md"
until_shown /reports/live/ second-words || fail "the mended page is not served"
rm "$SITE/content/reports/live.md"
for k in $(seq 80); do page /reports/live/ | grep -q second-words || break; sleep 0.1; done
page /reports/live/ | grep -q second-words && fail "a deleted page is still served"
kill -0 $server || fail "the server died"
