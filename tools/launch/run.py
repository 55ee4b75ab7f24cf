"""Running other programs, quietly unless they fail."""

import os
import subprocess
from pathlib import Path

from launch.places import ROOT


class Failed(Exception):
    """A step did not succeed; the text says what happened and what to do."""


def quietly(*command: str | Path, advice: str, **environment: str) -> str:
    """Run ``command`` in the checkout; returns what it said. Raises Failed with that and ``advice``."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=_with(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as error:
        raise Failed(f"{command[0]}: {error.strerror}\n{advice}") from error
    if done.returncode:
        said = "\n".join(f"    {line}" for line in done.stdout.strip().splitlines()[-25:])
        raise Failed(f"{said}\n{advice}")
    return done.stdout


def aloud(*command: str | Path, **environment: str) -> int:
    """Run ``command`` in the checkout with its output shown; returns its exit status."""
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=_with(environment), check=False
    ).returncode


def _with(more: dict[str, str]) -> dict[str, str]:
    return os.environ | {"PYTHONUTF8": "1"} | more
