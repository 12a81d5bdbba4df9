printf x > content/pages/$'pri\xffces.png'
