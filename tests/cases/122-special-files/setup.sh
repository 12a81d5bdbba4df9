#!/bin/bash
mkfifo content/reports/p.md content/data/p.csv content/pipe.png static 2>/dev/null; mkfifo templates || true
