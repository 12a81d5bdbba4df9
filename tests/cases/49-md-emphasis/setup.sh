#!/bin/bash
python3 - >content/reports/x.md <<'E'
print('---\ntitle: T\ndate: 2025-01-01\nmath: true\n---')
print("*a **b _c __d "*8000)
E
