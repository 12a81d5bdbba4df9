#!/bin/bash
# tests/fault/interrupted.sh BINARY [RUNS]: what is published when a rebuild is killed, or when the system refuses a call.
# Kills RUNS rebuilds (200) at random moments; then lets every call of a rebuild that touches files fail in turn, with
# each error (strace; Linux). Holds: the output is the whole old site or the whole new one, the exit code says which,
# nothing is left beside it, the next build makes it whole. `SITE=` takes another site, `NOW=` builds it for another day.
set -uo pipefail
bin=$(realpath "${1:?the tearsheet binary}") runs=${2:-200} step=${STEP:-1} day=${NOW:-2026-01-15}
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp -r "${SITE:-$top/tests/cases/base}" "$work/a"; cp -r "$work/a" "$work/b"
find "$work/b/content" -name '*.md' -exec sh -c 'printf "\nMore words.\n" >>"$1"' _ {} \;
sum() { (cd "$1" 2>/dev/null && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum); }
build() { "$bin" build --quiet --now "$day" --content "$1/content" --out "$2" 2>"$work/log"; }
mkdir "$work/pub"
ready() { build "$1" "$work/pub/o" || { echo "the site does not build: $(grep -m 1 '^error' "$work/log")"; exit 2; }; }
ready "$work/b"; new=$(sum "$work/pub/o")
start=$(date +%s%N); ready "$work/a"; old=$(sum "$work/pub/o"); length=$((($(date +%s%N) - start) / 1000000))
bad=0
wrong() { bad=$((bad + 1)); echo "  $1: $(tail -n 1 "$work/log")"; }
same() { build "$work/a" "$work/pub/o" && [ "$(sum "$work/pub/o")" = "$old" ] && [ "$(ls -A "$work/pub")" = o ]; }
for n in $(seq "$runs"); do
    ms=$((RANDOM * RANDOM % (length + 20) + 1))
    timeout -s KILL "$((ms / 1000)).$(printf %03d $((ms % 1000)))" "$bin" build --quiet --now "$day" \
        --content "$work/b/content" --out "$work/pub/o" 2>"$work/log"
    now=$(sum "$work/pub/o"); [ "$now" = "$old" ] || [ "$now" = "$new" ] || wrong "kill $n: a mixture"
    same 2>/dev/null || wrong "kill $n: the next build is not whole"
done 2>/dev/null
echo "$runs kills in $length ms: $bad bad"
command -v strace >/dev/null || exit $((bad > 0))
for call in write mkdir renameat2 unlink,unlinkat,rmdir link,linkat fsync,fdatasync openat2 getdents64; do
    for error in ENOSPC EIO EACCES EMFILE; do
        strace -f -qq -o "$work/trace" -e trace="$call" "$bin" build --quiet --now "$day" --content "$work/b/content" --out "$work/pub/o"
        calls=$(grep -c '(' "$work/trace") tried=0 before=$bad; same || wrong "between"
        for n in $(seq 1 "$step" "$calls"); do
            strace -f -qq -o /dev/null -e trace="$call" -e inject="$call:error=$error:when=$n" \
                "$bin" build --quiet --now "$day" --content "$work/b/content" --out "$work/pub/o" 2>"$work/log"
            code=$? tried=$((tried + 1)) now=$(sum "$work/pub/o")
            [ "$now" = "$old" ] || [ "$now" = "$new" ] || wrong "$call $error $n: a mixture"
            [ "$code" != 0 ] || [ "$now" = "$new" ] || wrong "$call $error $n: says it is done"
            [ "$code" -lt 126 ] && [ "$code" != 101 ] || wrong "$call $error $n: crashed with $code"
            same || wrong "$call $error $n: the next build is not whole"
        done
        echo "$call $error: $tried of $calls calls, $((bad - before)) bad"
    done
done
exit $((bad > 0))
