"""`python -m wgtool` is the command `wgtool`."""

from wgtool.app import main

main()
