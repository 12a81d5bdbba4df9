#!/bin/bash
for i in $(seq 3000); do printf -- "---\ntitel: T\ndate: 2025-01-01\n---\n" >content/reports/r$i.md; done
