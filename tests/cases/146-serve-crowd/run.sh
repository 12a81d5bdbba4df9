#!/bin/bash
fail() { echo "$*"; exit 1; }
"$SG" serve "$SITE" $PORT >"$WORK/serve.log" 2>&1 & pid=$!; trap 'kill $pid' EXIT
for n in $(seq 100); do curl -s -o /dev/null "http://localhost:$PORT/" && break; sleep 0.1; done
python3 - $PORT <<'E' || fail "the preview hung"
import socket, sys, time, urllib.request
port = int(sys.argv[1])
held = []
for n in range(400):
    s = socket.create_connection(("127.0.0.1", port), 5)
    if n % 3 == 0: s.send(b"GET / HT")
    if n % 3 == 1: s.send(b"GET / HTTP/1.1\r\nHost: localhost:%d\r\nX: " % port)
    held.append(s)
big = socket.create_connection(("127.0.0.1", port), 5)
try:
    for n in range(2000): big.send(b"A" * 5000)
except OSError: pass
start = time.time()
page = urllib.request.urlopen("http://localhost:%d/" % port, timeout=5)
assert page.status == 200 and time.time() - start < 3, time.time() - start
for n in range(2000): socket.create_connection(("127.0.0.1", port), 5).close()
assert urllib.request.urlopen("http://localhost:%d/" % port, timeout=5).status == 200
E
[ "$(awk '/VmHWM/ {print int($2 / 1024)}' /proc/$pid/status)" -lt 400 ] || fail "used too much memory"
