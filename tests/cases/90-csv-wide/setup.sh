#!/bin/bash
python3 -c "print(','.join('c%d'%i for i in range(1500))); print(','.join('1' for i in range(1500)))" >content/data/bad.csv
