#!/bin/bash
mkdir -p templates
for n in $(seq -w 0 999); do printf '{%% include "p0%s.html" %%}' "$(printf %03d $((10#$n + 1)))" >"templates/p0$n.html"; done
printf x >templates/p01000.html; printf '{%% include "p0000.html" %%}' >templates/report.html
