#!/bin/bash
{ cat content/site.yaml; echo "extra:"; echo "  a: &a [x,x,x,x,x,x,x,x,x]"; for p in "b a" "c b" "d c" "e d" "f e" "g f" "h g"; do set -- $p; echo "  $1: &$1 [*$2,*$2,*$2,*$2,*$2,*$2,*$2,*$2,*$2]"; done; } >s && mv s content/site.yaml
