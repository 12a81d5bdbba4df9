#!/bin/bash
set -e
ln -s "$WORK/canary/secret.md" content/reports/linked.md
ln -s "$WORK/canary/secret.csv" content/data/linked.csv
ln -s "$WORK/canary/secret.txt" content/reports/pic.png
