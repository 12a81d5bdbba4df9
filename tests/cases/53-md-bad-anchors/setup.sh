#!/bin/bash
python3 - >content/reports/x.md <<'E'
print('---\ntitle: T\ndate: 2025-01-01\nmath: true\n---')
print("".join("# h%d\n\n"%i for i in range(3000))+"".join("[a](#g%d) "%i for i in range(3000)))
E
