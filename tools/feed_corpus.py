"""Fetch the feeds that feedparser is tested with: they come with its source distribution, 2,107 files.

``python tools/feed_corpus.py`` needs pip (or uv). The archive lands in ``.cache/``, which git ignores, and is
checked against the sum below; a second run does nothing.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "6.0.14"
SHA256 = "088679b0c4b543ee211a820dd544698c76a402122eae7473c04a43425f283d06"
ARCHIVE = ROOT / ".cache" / f"feedparser-{VERSION}.tar.gz"


class NoCorpusError(Exception):
    """It could not be fetched; the message says why."""


def main() -> int:
    """Fetch the archive if it is not there yet; returns the exit status."""
    try:
        print(f"The feeds are in {corpus().relative_to(ROOT)}.")
    except NoCorpusError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def corpus() -> Path:
    """The archive, fetched when it is not there. Raises NoCorpusError."""
    if not is_ready():
        fetch()
    return ARCHIVE


def is_ready() -> bool:
    """Whether it is there, whole."""
    return ARCHIVE.exists() and hashlib.sha256(ARCHIVE.read_bytes()).hexdigest() == SHA256


def fetch() -> None:
    """Download the source distribution with pip, which checks its sum. Raises NoCorpusError."""
    ARCHIVE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ARCHIVE.parent) as folder:
        wish = Path(folder, "wish.txt")
        wish.write_text(f"feedparser=={VERSION} --hash=sha256:{SHA256}\n")
        done = subprocess.run(
            [*pip(), "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--require-hashes",
             "--disable-pip-version-check", "--dest", folder, "-r", str(wish)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NoCorpusError(f"pip could not fetch feedparser's source distribution:\n{done.stdout}")
        Path(folder, ARCHIVE.name).replace(ARCHIVE)


def pip() -> list[str]:
    """How pip is called here. Raises NoCorpusError when there is none."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    for tool, call in (("uv", ["tool", "run", "pip"]), ("pip3", [])):
        path = shutil.which(tool)
        if path:
            return [path, *call]
    raise NoCorpusError("Neither pip nor uv was found: apt-get install python3-pip")


if __name__ == "__main__":
    sys.exit(main())
