printf -- '---\ntitle: Pri\001ces\n---\nText.\n' > content/pages/a.md
