#!/bin/bash
fail() { echo "$*"; exit 1; }
python3 - <<'P'
import os
with open(os.environ["SITE"] + "/content/reports/deep.md", "w") as note:
    note.write("---\ntitle: Deep\ndate: 2025-01-01\nmath: true\nextra: {a: [[[[[1]]]]]}\n---\n")
    note.write("> " * 31 + "x\n\n$" + "{" * 30 + "x" + "}" * 30 + "$\n")
P
for limit in "-s 64" "-s 128" "-s 256" "-s 1024" "-s unlimited" "-v 200000" "-v 330000" "-v 420000" "-v 600000"; do
  (ulimit $limit; "$SG" build "$SITE" "$WORK/o" >"$WORK/log" 2>&1); code=$?
  [ "$code" -lt 124 ] && [ "$code" != 101 ] || fail "$limit: ended with $code: $(tail -n 1 "$WORK/log")"
  [ "$code" = 0 ] || grep -q 'help:' "$WORK/log" || fail "$limit: refused without help: $(tail -n 1 "$WORK/log")"
done
(ulimit -s 256; "$SG" build "$SITE" "$WORK/o" >"$WORK/log" 2>&1) || fail "256 kB of stack are enough: $(tail -n 1 "$WORK/log")"
