"""``python -m planner.desktop [FILE …]``: started by the launchers in ``launch``; dropped files are the arguments."""

import sys

from planner.desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
