#!/bin/bash
set -e
chmod 000 content/reports/x.md
