#!/bin/bash
{ printf -- "---\ntitle: T\ndate: 2025-01-01\n---\n"; yes word | head -c 3000000; } >content/reports/bad.md
