#!/bin/bash
fail() { echo "$*"; exit 1; }
echo "titel: x" >>"$SITE/content/site.yaml"
for form in json github human; do (cd "$SITE" && "$TEARSHEET" check --format $form 2>&1; echo $? >"$WORK/code") | head -c 1 >/dev/null; [ "$(cat "$WORK/code")" = 1 ] || fail "$form: ended with $(cat "$WORK/code")"; done
(cd "$SITE" && "$TEARSHEET" check >&- 2>&-); [ $? = 1 ] || fail "ended otherwise with closed streams"
