"""What hatchling does before it packs: make browser assets, compiled words and collected static files.

So ``uv build`` and ``python -m build`` give a wheel that needs neither Node nor gettext later.
A source distribution carries what was made, and is not made ready a second time.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
COLLECTED = ROOT / "build/static"


class MakeReady(BuildHookInterface[Any]):
    """Brings ``build/static`` about, and puts it into the wheel as ``lyhord/static``."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before packing. An editable installation serves the files where they lie."""
        if version == "editable":
            return
        unpacked = (ROOT / "PKG-INFO").exists() and COLLECTED.exists()
        if not unpacked:
            subprocess.run([sys.executable, ROOT / "tools/make_ready.py"], cwd=ROOT, check=True)
        if self.target_name == "wheel":
            build_data["force_include"][str(COLLECTED)] = "lyhord/static"
