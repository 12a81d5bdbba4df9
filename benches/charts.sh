#!/bin/bash
# The four charts that every report has, drawn by Tearsheet, Vega-Lite (vl-convert) and Matplotlib from the same data,
# in one run: time, size, size packed.
#
#   benches/charts.sh            all that are installed
#
# The peers are optional: `pip install vl-convert-python matplotlib` (in a virtual environment). Their charts are written
# with their defaults: no labels are kept apart, no second width, no dark theme. Times are of one core, the best of
# several rounds; ours are of the wide rendering.
set -euo pipefail
cd "$(dirname "$0")/.."
ours=$(nice cargo bench --quiet --bench charts -- --json | tail -n 1)
exec python3 benches/charts.py "$ours"
