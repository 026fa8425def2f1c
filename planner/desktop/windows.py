"""Windows with tkinter, which comes with Python: a menu, file dialogs, and the lines of a command as it runs."""

from __future__ import annotations

import queue
import threading
import tkinter as tk
from functools import partial
from pathlib import Path
from tkinter import filedialog, messagebox, scrolledtext, ttk
from typing import TYPE_CHECKING

from planner.desktop.dialogs import PROGRAM_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.desktop.run import CommandRun

_POLL_MILLISECONDS = 80
"""Milliseconds between two looks at what a command has said."""
_TYPES = [("工作簿", "*.xlsx"), ("名单和宴会", "*.txt *.csv *.toml"), ("所有文件", "*")]


class Windows:
    """One hidden main window, and a small window for every question."""

    def __init__(self) -> None:
        self._root = tk.Tk()
        self._root.withdraw()
        self._root.title(PROGRAM_NAME)

    def choose(self, title: str, options: Sequence[str]) -> int | None:
        """Show a button for each option."""
        window, chosen = self._window(title), list[int]()

        def take(k: int) -> None:
            chosen.append(k)
            window.destroy()

        ttk.Label(window, text=title).pack(padx=24, pady=(16, 8))
        for k, option in enumerate(options):
            ttk.Button(window, text=option, width=28, command=partial(take, k)).pack(padx=24, pady=4)
        ttk.Frame(window).pack(pady=6)
        self._root.wait_window(window)
        return chosen[0] if chosen else None

    def open_file(self, title: str) -> Path | None:
        """Show the system's dialog."""
        path = filedialog.askopenfilename(parent=self._root, title=title, filetypes=_TYPES)
        return Path(path) if path else None

    def save_file(self, title: str, name: str) -> Path | None:
        """Show the system's dialog."""
        path = filedialog.asksaveasfilename(
            parent=self._root, title=title, initialfile=name, defaultextension=".xlsx", filetypes=_TYPES[:1]
        )
        return Path(path) if path else None

    def watch(self, title: str, run: CommandRun) -> tuple[int, str]:
        """Show the lines as they come."""
        window, lines, said = self._window(title), list[str](), queue.SimpleQueue[str | int]()
        code: list[int] = []
        bar = ttk.Progressbar(window, mode="indeterminate", length=560)
        bar.pack(padx=16, pady=(16, 8))
        bar.start(12)
        text = scrolledtext.ScrolledText(window, width=84, height=18, state="disabled")
        text.pack(padx=16)
        ttk.Button(window, text="停止（保留目前最好的一版）", command=run.stop).pack(pady=12)
        window.protocol("WM_DELETE_WINDOW", run.stop)
        threading.Thread(target=lambda: said.put(run.follow(said.put)), daemon=True).start()

        def look() -> None:
            while not said.empty():
                word = said.get()
                if isinstance(word, int):
                    code.append(word)
                    window.destroy()
                    return
                lines.append(word)
                text.configure(state="normal")
                text.insert("end", word + "\n")
                text.see("end")
                text.configure(state="disabled")
            window.after(_POLL_MILLISECONDS, look)

        window.after(_POLL_MILLISECONDS, look)
        self._root.wait_window(window)
        return code[0], "\n".join(lines)

    def tell(self, title: str, text: str) -> None:
        """Show a message."""
        messagebox.showinfo(title, text[-1500:], parent=self._root)

    def _window(self, title: str) -> tk.Toplevel:
        window = tk.Toplevel(self._root)
        window.title(f"{PROGRAM_NAME} · {title}")
        window.resizable(False, False)
        window.lift()
        return window
