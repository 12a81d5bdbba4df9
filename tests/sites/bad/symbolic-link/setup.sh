ln -s ../site.yaml content/pages/b.md
