#!/bin/bash
{ echo "---"; echo "title: T"; for i in $(seq 900); do echo "titl$i: x"; done; echo "---"; } >content/reports/bad.md
printf -- '---\ntitle: T\ndate: 2025-01-01\n---\nSee [it](no-such-note.md).\n' >content/reports/other.md
