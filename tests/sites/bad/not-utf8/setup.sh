printf -- '---\ntitle: Prices\n---\nCaf\351 prices.\n' > content/pages/a.md
