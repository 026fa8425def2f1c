"""What all tests share."""

from __future__ import annotations

import gc
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples everywhere and every time: a red test is red for everybody. To hunt for new
# ones: pytest --hypothesis-profile=hunt
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("hunt", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("same")

# started in the background of a shell, this process ignores Ctrl-C, and so would the runs that tests interrupt
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent

pytest_plugins = ["tests.papers.fixtures"]


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives as long as the run, and come less often.

    Twelve thousand tests and all modules are there to the end; looking through them took a tenth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top folder of the checkout."""
    return ROOT


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium; skips where there is none."""
    return _program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Return the path of LibreOffice; skips where there is none."""
    return _program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Return the path of poppler's picture maker; skips where there is none."""
    return _program("pdftoppm")
