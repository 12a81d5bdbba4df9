#!/bin/bash
truncate -s 3M content/reports/pic.png; printf "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff" | dd of=content/reports/pic.png conv=notrunc 2>/dev/null; printf -- "---\ntitle: T\ndate: 2025-01-01\n---\n![p](pic.png)\n" >content/reports/x.md
