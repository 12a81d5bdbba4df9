#!/bin/bash
python3 - >content/reports/x.md <<'E'
print('---\ntitle: T\ndate: 2025-01-01\nmath: true\n---')
print("[a]: "+"x"*60000+"\n\n"+"[a] "*10000)
E
