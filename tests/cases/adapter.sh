#!/bin/bash
# How the scripts of cases call the program. exec, so that the runner measures and ends the right process.
case $1 in
  new) mkdir -p "$2" ;;
  build) cd "$2" && exec "$TEARSHEET" build --out "$3" ;;
  check) cd "$2" && exec "$TEARSHEET" check ;;
  serve) cd "$2" && exec "$TEARSHEET" serve --port "$3" ;;
  *) echo "verbs: new build check serve" >&2; exit 2 ;;
esac
