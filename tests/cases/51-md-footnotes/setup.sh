#!/bin/bash
python3 - >content/reports/x.md <<'E'
print('---\ntitle: T\ndate: 2025-01-01\nmath: true\n---')
print("".join("[^%d]: x [^%d]\n\n"%(i,i+1) for i in range(1000))+"[^0]")
E
