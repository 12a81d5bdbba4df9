printf '\377\376-\0-\0-\0\n\0' > content/pages/a.md
