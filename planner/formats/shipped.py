"""Folders of data that come with Jiedai: in the package when it is installed, else among the checkout's instances."""

from __future__ import annotations

from pathlib import Path

import planner


def shipped(folder: str) -> Path:
    """Return the folder of that name."""
    package = Path(planner.__file__).resolve().parent
    installed = package / folder
    return installed if installed.is_dir() else package.parent / "instances" / folder
