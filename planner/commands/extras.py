"""What a command needs that is not installed with the program itself: an extra of the package."""

from __future__ import annotations

import importlib.util

from models.domain.bilingual import bilingual
from models.domain.errors import JiedaiError


def need_extra(extra: str, packages: tuple[str, ...], zh: str, en: str) -> None:
    """Refuse to go on without the packages of an extra, and say how to install it.

    Parameters
    ----------
    extra : str
        Name of the extra in pyproject.toml.
    packages : tuple of str
        Names under which its packages are imported.
    zh, en : str
        What needs them.

    Raises
    ------
    JiedaiError
        When one of them is missing.
    """
    if any(importlib.util.find_spec(name) is None for name in packages):
        how = f"pip install 'jiedai[{extra}]'"
        raise JiedaiError(bilingual(f"{zh}还要装：{how}", f"{en} needs: {how}"))
