"""`python -m assets.cli`: the command without its script."""

import sys

from assets.cli import main

sys.exit(main())
