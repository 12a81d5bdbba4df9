#!/bin/bash
{ echo "---"; echo "title: T"; head -c 60000 /dev/zero | tr "\0" k; echo ": x"; echo "---"; } >content/reports/bad.md
