"""Folders of data that come with Jiedai: in the package when it is installed, else among the checkout's instances."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import planner
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput

if TYPE_CHECKING:
    from planner.formats.raw import KeyPath, Source


def shipped(folder: str) -> Path:
    """Return the folder of that name."""
    package = Path(planner.__file__).resolve().parent
    installed = package / folder
    return installed if installed.is_dir() else package.parent / "instances" / folder


def named_file(source: Source, path: Path, key: KeyPath, folder: str, name: str) -> Path:
    """Return the file ``folder/name.toml`` beside the folder of ``path``, in one above it, or that comes with Jiedai.

    Parameters
    ----------
    source : Source
        Where the data stood that name the file.
    path : Path
        The file of these data.
    key : KeyPath
        The key under which they name it.

    Raises
    ------
    FaultyInput
        If there is none; names those there are.
    """
    folders = [*(parent / folder for parent in path.resolve().parents), shipped(folder)]
    target = next((there / f"{name}.toml" for there in folders if (there / f"{name}.toml").is_file()), None)
    if target is None:
        first = next((there for there in folders if there.is_dir()), folders[-1])
        known = ", ".join(sorted(other.stem for other in first.glob("*.toml")))
        what = bilingual(f"没有 {folder}/{name}.toml", f"no file {folder}/{name}.toml")
        raise FaultyInput(
            [
                Fault(
                    source.file, source.where(key), what, bilingual(f"{known} 之一", f"one of {known}") if known else ""
                )
            ]
        )
    return target
