"""Make a checkout ready to be packed: environment, assets, then ``tools/collect.py`` in that environment."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:1] = [str(ROOT / "tools"), str(ROOT / "src")]

from launch.install import prepare  # noqa: E402 -- the path comes first
from launch.places import PYTHON  # noqa: E402
from launch.run import Failed, quietly  # noqa: E402


def main() -> int:
    """Returns the exit status."""
    try:
        prepare()
        quietly(PYTHON, "-P", ROOT / "tools/collect.py", advice="The static files cannot be collected.")
    except Failed as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
