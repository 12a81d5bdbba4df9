#!/bin/bash
{ printf -- '---\ntitle: T\ndate: 2025-01-01\n---\n'; for i in $(seq 500); do printf '```chart\nkind: column\nid: c%d\ntitle: T\ndata: rates\nx: vendor\ny: rate\n```\n\n' $i; done; } >content/reports/x.md
