#!/bin/bash
python3 - >content/reports/x.md <<'E'
print('---\ntitle: T\ndate: 2025-01-01\nmath: true\n---')
print("# a\n"*20000)
E
