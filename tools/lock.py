"""Lock what ``pyproject.toml`` asks for: exact versions with checksums, and no registry's address.

``python tools/lock.py`` keeps the versions that still fit, ``--upgrade`` takes the newest. Needs uv.
In ``requirements``: ``base.txt`` runs Lyhörd, ``test.txt`` also tests it, ``node.txt`` stands in for an npm.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
COMPILE = [
    *("uv", "pip", "compile", "--universal", "--python-version=3.11", "--generate-hashes", "--quiet"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
]
LOCKS = {
    "base.txt": ["pyproject.toml", "--extra=postgres"],
    "test.txt": ["pyproject.toml", "--extra=postgres", "--group=test", "--constraint=requirements/base.txt"],
    "node.txt": ["--group=node", "--constraint=requirements/test.txt"],
}


def main(options: list[str]) -> int:
    """Write the three locks; returns the exit status."""
    if not shutil.which("uv"):
        print("Locking needs uv: python3 -m pip install uv", file=sys.stderr)
        return 1
    for name, wanted in LOCKS.items():
        target = f"requirements/{name}"
        command = [*COMPILE, *wanted, f"--output-file={target}", *options]
        status = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode
        if status:
            return status
        pins = sum("==" in line for line in (FOLDER / name).read_text().splitlines())
        print(f"{target}: {pins} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
