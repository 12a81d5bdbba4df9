#!/bin/bash
python3 -c "print('m,v'); [print('north-%d,%d'%(i,i)) for i in range(30000)]" >content/data/bad.csv
