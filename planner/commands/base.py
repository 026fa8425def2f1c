"""What every command shares: help in two languages, and the option ``--lang``.

A help text is written once as ``both("中文", "English")``; the language is chosen when it is shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, TypeVar

import click

Language = Literal["zh", "en"]
AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])

_LANGUAGE_BAR = " ‖ "
_LANGUAGE_KEY = "jiedai.language"
# click puts "  [default: 3]" behind the help text of an option
_TWO_LANGUAGES = re.compile(rf"(?P<zh>.*?){_LANGUAGE_BAR}(?P<en>.*?)(?P<extra>  \[[^\]]*\])?", re.DOTALL)
_CLICK_TEXTS = {
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本帮助",
}


def both(zh: str, en: str) -> str:
    """Return one text that holds a Chinese and an English version."""
    return f"{zh}{_LANGUAGE_BAR}{en}"


def pick(text: str, language: Language) -> str:
    """Return the version of ``text`` in ``language``; a text with one version is returned as it is."""
    match = _TWO_LANGUAGES.fullmatch(text)
    if match is None:
        return _CLICK_TEXTS.get(text, text) if language == "zh" else text
    return match[language] + (match["extra"] or "")


def language_of(args: Sequence[str]) -> Language:
    """Return the language asked for by ``--lang`` anywhere in ``args``, else by JIEDAI_LANG, else zh.

    Help is shown as soon as ``--help`` is met, before later options are read: hence this look ahead.
    """
    wanted = os.environ.get("JIEDAI_LANG", "zh")
    for i, arg in enumerate(args):
        if arg == "--lang" and i + 1 < len(args):
            wanted = args[i + 1]
        elif arg.startswith("--lang="):
            wanted = arg.removeprefix("--lang=")
    return "en" if wanted == "en" else "zh"


class _Formatter(click.HelpFormatter):
    """Shows help texts in the language of the call."""

    language: Language = "zh"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or {"zh": "用法： ", "en": "Usage: "}[self.language])

    def write_text(self, text: str) -> None:
        super().write_text(pick(text, self.language))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, pick(text, self.language)) for term, text in rows], col_max, col_spacing)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(pick(name, self.language)):
            yield


class Context(click.Context):
    """A call; knows its language."""

    @property
    def language(self) -> Language:
        """The language of this call."""
        language: Language = self.meta.get(_LANGUAGE_KEY, "zh")
        return language

    def make_formatter(self) -> click.HelpFormatter:
        """Return a formatter for help texts that picks their language."""
        formatter = _Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.language = self.language
        return formatter


class Command(click.Command):
    """A command with help in two languages: ``@click.command("plan", cls=Command, help=both(…))``.

    The function may return an exit code; None is 0.
    """

    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look for the language before anything can be shown, then parse as usual."""
        ctx.meta.setdefault(_LANGUAGE_KEY, language_of(args))
        return super().parse_args(ctx, args)


def _into_context(ctx: click.Context, _: click.Parameter, value: Language | None) -> Language:
    if value is not None:
        ctx.meta[_LANGUAGE_KEY] = value
    return value or ctx.meta.get(_LANGUAGE_KEY, "zh")


def lang_option(*, expose_value: bool = True) -> Callable[[AnyFunction], AnyFunction]:
    """Return the decorator that adds ``--lang zh|en`` and hands ``lang`` to the command."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        callback=_into_context,
        expose_value=expose_value,
        help=both("文字语言，默认 zh（也可设 JIEDAI_LANG）", "language of the texts, zh by default (or JIEDAI_LANG)"),
    )
