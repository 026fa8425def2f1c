"""``jiedai versions``: what is installed; to be quoted in a report of a fault."""

from __future__ import annotations

import json

import click

from planner.commands.base import Command, Language, both, lang_option
from planner.services.provenance import installed_versions


@click.command(
    "versions",
    cls=Command,
    help=both("列出 Python 和各程序包的版本。", "List the versions of Python and of the packages."),
    epilog=both("例：jiedai versions --json", "Example: jiedai versions --json"),
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def versions(as_json: bool, lang: Language) -> None:
    """Print the versions, one a line."""
    found = installed_versions()
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    missing = {"zh": "未安装", "en": "not installed"}[lang]
    width = max(len(name) for name in found)
    for name, number in found.items():
        click.echo(f"{name:<{width}}  {number or missing}")
