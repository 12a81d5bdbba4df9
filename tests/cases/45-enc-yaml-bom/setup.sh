#!/bin/bash
printf '\xef\xbb\xbf' | cat - content/site.yaml | sed 's/$/\r/' >s && mv s content/site.yaml; sed -i 's/$/\r/' content/data/rates.csv content/reports/spring.md
