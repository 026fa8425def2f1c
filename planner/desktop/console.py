"""Questions in a console, where there are no windows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.desktop.run import CommandRun


class Console:
    """Questions in a console; a file can be dragged onto it."""

    def choose(self, title: str, options: Sequence[str]) -> int | None:
        """Ask for a number."""
        print(f"\n{title}")
        for k, option in enumerate(options, start=1):
            print(f"  {k}  {option}")
        while True:
            text = self._ask(f"请输入 1–{len(options)}，直接回车退出：")
            if not text:
                return None
            if text.isdecimal() and 1 <= int(text) <= len(options):
                return int(text) - 1

    def open_file(self, title: str) -> Path | None:
        """Ask for a path until there is such a file."""
        while True:
            path = self._path(f"{title}，把文件拖到这里再按回车：")
            if path is None or path.exists():
                return path
            print("没有这个文件。")

    def save_file(self, title: str, name: str) -> Path | None:
        """Ask for a path."""
        return self._path(f"{title}（例如 {name}）：")

    def watch(self, title: str, run: CommandRun) -> tuple[int, str]:
        """Print the lines; Ctrl-C stops."""
        print(f"\n{title}  （Ctrl-C 停止）")
        lines: list[str] = []

        def say(line: str) -> None:
            lines.append(line)
            print(line)

        while True:
            try:
                return run.follow(say), "\n".join(lines)
            except KeyboardInterrupt:
                run.stop()

    def tell(self, title: str, text: str) -> None:
        """Print it and wait for Enter."""
        print(f"\n{title}\n{text}")
        self._ask("按回车继续")

    def _path(self, question: str) -> Path | None:
        text = self._ask(question).strip("'\"").replace("\\ ", " ")
        return Path(text).expanduser() if text else None

    def _ask(self, question: str) -> str:
        try:
            return input(question).strip()
        except EOFError:
            return ""
