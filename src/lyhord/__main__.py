"""``python -m lyhord`` is the command ``lyhord``."""

import sys

from lyhord.config.commands import main

if __name__ == "__main__":
    sys.exit(main())
