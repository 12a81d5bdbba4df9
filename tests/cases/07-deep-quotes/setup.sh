#!/bin/bash
set -e
{ printf -- '---\ntitle: Deep\ndate: 2025-05-01\n---\n'; head -c 20000 /dev/zero | tr '\0' '>'; echo ' x'; } >content/reports/bad.md
