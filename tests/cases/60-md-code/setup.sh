#!/bin/bash
python3 - >content/reports/x.md <<'E'
print('---\ntitle: T\ndate: 2025-01-01\nmath: true\n---')
print("```cpp\n"+"a<b<\n"*12000+"```\n"+"```js\n"+"/*"*900+"\n```")
E
