#!/bin/bash
set -e
printf -- '---\ntitle: \xbc\xdb\xb8\xf1\ndate: 2025-05-01\n---\nBody.\n' >content/reports/bad.md
