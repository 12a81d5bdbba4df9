#!/bin/bash
set -e
printf 'extra: %s\n' "$(head -c 50000 /dev/zero | tr '\0' '[')" >>content/site.yaml
