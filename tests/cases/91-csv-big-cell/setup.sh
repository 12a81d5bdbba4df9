#!/bin/bash
python3 -c "print('name,v'); print('x'*100000+',1')" >content/data/bad.csv
