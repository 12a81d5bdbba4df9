#!/bin/bash
p=content/reports; for i in $(seq 200); do p=$p/d; done; mkdir -p $p; printf -- "---\ntitle: T\ndate: 2025-01-01\n---\n" >$p/x.md; cp $p/x.md $p/x.png
