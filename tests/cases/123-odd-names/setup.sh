#!/bin/bash
printf -- '---\ntitle: T\ndate: 2025-01-01\nx: y\n---\n' | tee "content/reports/a
::error::b.md" "content/reports/$(printf '\033')[2Jx.md" "content/reports/##[command]x.md" 'content/reports/%0A::set-output name=x::y.md' "content/reports/ lead.md" "content/reports/trail .md" "content/reports/-rf.md" 'content/reports/$(id).md' "content/reports/a&b<c>.md" >/dev/null
