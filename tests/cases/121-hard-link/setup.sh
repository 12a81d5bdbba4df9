#!/bin/bash
echo harmless >"$WORK/canary/other.txt"; ln "$WORK/canary/other.txt" content/reports/other.txt
