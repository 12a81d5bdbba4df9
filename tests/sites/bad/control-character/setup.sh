printf -- '---\ntitle: Prices\n---\nbefore\000after\n' > content/pages/a.md
