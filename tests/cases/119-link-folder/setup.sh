#!/bin/bash
ln -s "$WORK/canary" content/reports/more; ln -s / content/root; ln -s "$WORK/canary" static; ln -s "$WORK/canary" templates
