{ echo ---; echo 'title: Prices'; echo 'extra:'; seq -f '  k%.0f: v' 1000; printf -- '---\nText.\n'; } > content/pages/a.md
