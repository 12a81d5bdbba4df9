#!/bin/bash
mv content/site.yaml "$WORK/s.yaml"; ln -s "$WORK/s.yaml" content/site.yaml; ln -s "$WORK/canary/secret.md" content/sources.yaml
