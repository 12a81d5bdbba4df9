#!/bin/bash
{ echo "---"; echo "title: T"; for i in $(seq 5000); do echo "titl$i: x"; done; echo "---"; } >content/reports/bad.md
