"""Property tests of the percolator: no deadline for one example, since tables are made at the first."""

import os

from hypothesis import settings

settings.register_profile("lyhord", deadline=None, print_blob=True)
settings.register_profile("long", deadline=None, print_blob=True, max_examples=3_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "lyhord"))
