# One row more than the limit.
{ echo price; yes 1 | head -n 1000001; } > content/data/prices.csv
