"""`python -m assets.command`: the command without its script."""

import sys

from assets.command import main

sys.exit(main())
