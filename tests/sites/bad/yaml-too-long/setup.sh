{ echo ---; echo 'title: Prices'; printf 'summary: '; head -c 65536 /dev/zero | tr '\0' a; printf '\n---\nText.\n'; } > content/pages/a.md
