#!/bin/bash
{ echo "---"; echo "title: T"; echo "date: 2025-01-01"; echo "extra:"; p=""; for i in $(seq 300); do p="$p "; echo "${p}a:"; done; echo "---"; } >content/reports/bad.md
