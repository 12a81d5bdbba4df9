#!/bin/bash
# tests/fault/sandbox.sh BINARY: what a build and a check ask of the system, seen by strace (Linux).
# Holds: one execve (its own start), no socket, no file opened outside the site, the output and the machine's own.
# A build that tries to leave is shown to be stopped by the system in src/confine (`cargo test confine`).
set -euo pipefail
bin=$(realpath "${1:?the tearsheet binary}")
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp -r "$top/tests/cases/base" "$work/site"
# Files that a run may read besides the site: its own program and libraries, and how many cores there are.
own='^(/proc/self$|/proc/self/|/proc/[0-9]+/|/sys/fs/cgroup$|/sys/fs/cgroup/|/etc/ld\.so\.|/lib|/usr/lib|/proc/sys/vm/|/sys/kernel/mm/|/dev/null)'
cd "$work/site"
for command in "check" "build --out $work/out"; do
    strace -f -qq -s 4096 -o "$work/trace" -e trace=execve,execveat,socket,connect,bind,open,openat,openat2,creat \
        "$bin" $command --quiet
    programs=$(grep -cE 'execve(at)?\(' "$work/trace" || true)
    sockets=$(grep -cE '(socket|connect|bind)\(' "$work/trace" || true)
    opened=$(grep -oE '(open|openat|openat2|creat)\([^"]*"[^"]*"' "$work/trace" | grep -oE '"[^"]*"' | tr -d '"' | sort -u)
    outside=$(grep '^/' <<<"$opened" | grep -vE "$own" | grep -v "^$work" || true)
    climbing=$(grep -E '(^|/)\.\.(/|$)' <<<"$opened" || true)
    echo "${command%% *}: $programs execve, $sockets sockets, $(grep -c . <<<"$opened") files opened, outside: ${outside:-none}${climbing:+, climbing: $climbing}"
    [ "$programs" = 1 ] && [ "$sockets" = 0 ] && [ -z "$outside$climbing" ] || exit 1
done
