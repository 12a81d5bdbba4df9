#!/bin/bash
set -e
{ printf -- '---\ntitle: Wide\ndate: 2025-05-01\n---\n'; for k in $(seq 400); do printf '|a'; done; echo '|'; for k in $(seq 400); do printf '|-'; done; echo '|'; for k in $(seq 4000); do echo '|b'; done; } >content/reports/bad.md
