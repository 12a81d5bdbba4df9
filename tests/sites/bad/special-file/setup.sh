mkfifo content/pages/b.md
