"""`python -m crossfoot`: the command line without an installed script."""

from crossfoot.cli import main

main()
