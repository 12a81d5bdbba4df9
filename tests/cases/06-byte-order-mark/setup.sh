#!/bin/bash
set -e
printf '\xef\xbb\xbf---\r\ntitle: Marked\r\ndate: 2025-05-01\r\n---\r\nOne  \r\ntwo.\r\n\r\n```\r\ncode\r\n```\r\n' >content/reports/marked.md
