"""``jiedai titles``: how titles of visiting cards are read, where they stand, what an office decides of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.base import Command, Language, both, lang_option, pick

if TYPE_CHECKING:
    from planner.formats.text.title_ladders import OwnTitle


@click.command(
    "titles",
    cls=Command,
    help=both(
        "名片上的职务怎么读、在哪一级、与谁相比：一张或几张名片的职务，说明词头、副职等限定、单位、括注级别，排出先后。"
        "阶梯上没有的职务标“待确认”；认定后用 --like 或 --level 记入本单位的职务文件，以后自动采用。",
        "How titles of visiting cards are read, which level they have and against whom they rank: one card or several, "
        "with head word, qualifiers, organisation and grade, and their order. A title that no ladder knows is to be "
        "confirmed; what you decide with --like or --level is kept in the office's own file and used from then on.",
    ),
    epilog=both(
        "例：jiedai titles 董事长秘书 总经理办公室副主任 '副局长（正处级）'；"
        "jiedai titles 副站长 --like 副处长 --keep titles.toml",
        "Examples: jiedai titles 'Project Coordinator' 'Chief Financial Officer' 'Assistant to the CEO'; "
        "jiedai titles Stationmaster --like Manager --keep titles.toml",
    ),
)
@click.argument("cards", nargs=-1, required=True, metavar="CARD…")
@click.option("--organisation", default="", help=both("名片上的单位", "the organisation on the cards"))
@click.option(
    "--edition",
    default="default",
    help=both("礼仪版本：名称或 .toml 文件", "etiquette edition: a name or a .toml file"),
)
@click.option(
    "--beside",
    type=click.Path(exists=True, path_type=Path),
    help=both(
        "名单或来访周：旁边或上级文件夹里的 titles.toml 一并采用",
        "a list or week, whose titles.toml beside or above it counts",
    ),
)
@click.option("--like", help=both("认定：与这个职务同级", "decide: of the same level as this title"))
@click.option("--level", type=int, help=both("认定：这个级别，越小越高", "decide: this level, smaller is higher"))
@click.option("--source", default="", help=both("认定的依据", "why it is decided so"))
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    help=both(
        "认定记入这个文件，放在名单旁或上级文件夹", "the file in which it is kept, beside the lists or above them"
    ),
)
@click.option("--strict", is_flag=True, help=both("有不认识的职务则退出码为 3", "exit code 3 if a title is unknown"))
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def titles(
    cards: tuple[str, ...],
    organisation: str,
    edition: str,
    beside: Path | None,
    like: str | None,
    level: int | None,
    source: str,
    keep: Path | None,
    strict: bool,
    as_json: bool,
    lang: Language,
) -> None:
    """Read the cards, say how, and keep what is decided."""
    from planner.formats.text.etiquette import load_etiquette
    from planner.formats.text.title_ladders import OwnTitle
    from planner.language.words import Words
    from planner.seating.title_cards import TitleCards

    words = Words(lang)
    decided = like is not None or level is not None
    if decided != (keep is not None) or (like is not None and level is not None):
        text = both("--keep 与 --like 或 --level 之一同用", "--keep goes with one of --like and --level")
        raise click.UsageError(pick(text, lang))
    if keep is not None:
        _keep(keep, [OwnTitle(title=card, like=like or "", level=level, source=source) for card in cards], edition)
    # the kept file counts at once
    etiquette = load_etiquette(edition, keep or beside)
    found = TitleCards(cards, organisation, etiquette, words)
    if strict:
        from planner.seating.unknown_titles import refuse_unknown_titles

        refuse_unknown_titles([("titles", found.people, etiquette)])
    if as_json:
        click.echo(json.dumps(found.data(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(found.lines()))


def _keep(path: Path, titles: list[OwnTitle], edition: str) -> None:
    """Write what is decided, once it is known to say something."""
    from planner.formats.text.etiquette import load_etiquette
    from planner.formats.text.title_ladders import OWN_TITLES, decided, keep_titles

    if path.name != OWN_TITLES:
        text = both(f"文件名应为 {OWN_TITLES}", f"the file is called {OWN_TITLES}")
        raise click.BadParameter(text, param_hint="--keep")
    decided(titles, load_etiquette(edition, path), "--like", [own.like for own in titles])
    keep_titles(path, titles)
