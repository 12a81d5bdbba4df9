#!/bin/bash
{ echo "---"; echo "title: T"; echo "date: 2025-01-01"; printf "summary: "; head -c 100000 /dev/zero | tr "\0" a; echo; echo "---"; } >content/reports/bad.md
