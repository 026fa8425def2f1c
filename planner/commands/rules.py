"""``jiedai rules``: what the policy asks, printed for the office or for a document."""

from __future__ import annotations

import click

from planner.commands.base import Command, Language, both, lang_option


@click.command(
    "rules",
    cls=Command,
    help=both(
        "列出接待制度的全部条款：编号、级别、权重、内容、依据。",
        "List every rule of the policy: id, level, weight, text, clause.",
    ),
    epilog=both(
        "例：jiedai rules --markdown > 接待制度.md",
        "Examples: jiedai rules; jiedai rules --edition my-policy.toml --markdown > rules.md",
    ),
)
@click.option(
    "--edition",
    default="default",
    show_default=True,
    help=both("制度版本：名称或 .toml 文件", "policy edition: a name or a .toml file"),
)
@click.option("--markdown", is_flag=True, help=both("输出 Markdown 表格", "print a Markdown table"))
@lang_option()
def rules(edition: str, markdown: bool, lang: Language) -> None:
    """Print the rules of an edition."""
    from planner.formats import load_edition
    from planner.language.words import Words
    from planner.papers.markdown import table_text
    from planner.papers.plain_text import table_lines
    from planner.papers.tables.policy import rules_table

    table = rules_table(load_edition(edition), Words(lang))
    click.echo(table_text(table, level=1) if markdown else "\n".join(table_lines(table)))
