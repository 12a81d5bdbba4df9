#!/bin/bash
fail() { echo "$*"; exit 1; }
"$SG" serve "$SITE" $PORT >"$WORK/serve.log" 2>&1 & pid=$!; trap 'kill $pid' EXIT
get() { curl -s -o "$WORK/body" -w '%{http_code}' --max-time 5 "http://localhost:$PORT$1"; }
want() { for n in $(seq 100); do [ "$(get "$1")" = "$2" ] && { [ -z "$3" ] || grep -q "$3" "$WORK/body"; } && return; sleep 0.1; done; fail "$1 never answered $2 with $3: $(head -c 300 "$WORK/body")"; }
want / 200; page=$SITE/content/reports/spring.md; cp "$page" "$WORK/good.md"
for bad in '---\ntitle: [\n---\n' '---\ntitle: T\n' '\xff\xfe\x00' '' '---\ntitle: T\ndate: 2025-02-30\n---\n'; do
  printf "$bad" >"$page"; want /reports/spring/ 500; want /models/north-1/ 200
done
rm "$page"; mkdir "$page"; sleep 0.3; want /models/north-1/ 200; rmdir "$page"; cp "$WORK/good.md" "$page"; want /reports/spring/ 200 Findings
cp "$SITE/content/site.yaml" "$WORK/s.yaml"; printf 'title: [' >"$SITE/content/site.yaml"; sleep 0.5; want /models/north-1/ 200; cp "$WORK/s.yaml" "$SITE/content/site.yaml"
printf 'date,vendor,rate\n2025,"' >"$SITE/content/data/rates.csv"; sleep 0.5; want /models/north-1/ 200
ln -sfn / "$SITE/content/reports/link"; sleep 0.5; want /models/north-1/ 200; rm "$SITE/content/reports/link"
head -n 1 "$page" >/dev/null; printf 'date,vendor,rate\n2025-01-01,north,4.5\n' >"$SITE/content/data/rates.csv"; echo "new words" >>"$page"; want /reports/spring/ 200 "new words"
kill -0 $pid || fail "the server died"
