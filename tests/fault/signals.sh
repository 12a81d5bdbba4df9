#!/bin/bash
# tests/fault/signals.sh BINARY [RUNS]: what is published, and what is left, when a rebuild is asked to end at random moments.
# RUNS (50) of each of Ctrl-C, SIGTERM and SIGHUP. Holds: 128 + signal with the old site or 0 with the new one, no staging
# folder, an end within a second (SITE= another site; a busy machine takes longer).
set -uo pipefail
bin=$(realpath "${1:?the tearsheet binary}") runs=${2:-50}
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp -r "${SITE:-$top/tests/cases/base}" "$work/a"; cp -r "$work/a" "$work/b"
find "$work/b/content" -name '*.md' -exec sh -c 'printf "\nMore words.\n" >>"$1"' _ {} \;
sum() { (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum); }
build() { "$bin" build --quiet --now 2026-01-15 --content "$1/content" --out "$work/pub/o" 2>/dev/null; }
mkdir "$work/pub"
build "$work/b"; new=$(sum "$work/pub/o")
start=$(date +%s%N); build "$work/a"; length=$((($(date +%s%N) - start) / 1000000)); old=$(sum "$work/pub/o")
bad=0 slowest=0
for signal in INT TERM HUP; do
    for n in $(seq "$runs"); do
        # A shell starts its children with Ctrl-C ignored.
        env --default-signal=INT "$bin" build --quiet --now 2026-01-15 --content "$work/b/content" --out "$work/pub/o" 2>/dev/null &
        sleep "$(awk "BEGIN { srand($RANDOM); print rand() * $length / 1000 }")"
        start=$(date +%s%N); kill -s "$signal" $! 2>/dev/null; wait $!; code=$?
        took=$((($(date +%s%N) - start) / 1000000)); [ "$took" -le "$slowest" ] || slowest=$took
        now=$(sum "$work/pub/o")
        case $code in 0) wanted=$new ;; 129 | 130 | 143) wanted=$old ;; *) wanted=none ;; esac
        [ "$now" = "$wanted" ] && { [ "$code" = 0 ] || [ "$(ls -A "$work/pub")" = o ]; } || { bad=$((bad + 1)); echo "  $signal $n: ended with $code, $(ls -A "$work/pub" | tr '\n' ' ')"; }
        [ "$now" = "$old" ] || build "$work/a"
    done
done
echo "$((3 * runs)) signals in $length ms: $bad bad, the slowest end took $slowest ms"
exit $((bad > 0))
