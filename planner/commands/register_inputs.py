"""The register of a week: the one that is given, else the one that its company names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.domain.bilingual import bilingual
from planner.commands.base import both

if TYPE_CHECKING:
    from models.domain.week import Week
    from planner.language.words import Words

register_option = click.option(
    "--register",
    "register",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "登记册（jiedai close 写的）：老客户看过的、送过的、答应过的和陪同人员都照顾到；不写则用公司资料里写的那一本",
        "the register that jiedai close writes: what returning clients saw, were given and promised, and their escort; "
        "by default the one that the company names",
    ),
)


def company_register(path: Path, week: Week) -> Path | None:
    """Return the register that a week's company names, there or not; None: it names none.

    Raises
    ------
    FaultyInput
        When it is not in the company's folder.
    """
    from models.domain.errors import Fault, FaultyInput
    from planner.formats.regular_file import within
    from planner.formats.week import company_folders

    named, is_week = week.company.register_file.strip(), (path / "week.toml").is_file() or path.is_file()
    if not named or not is_week or path.suffix.lower() == ".json":  # a plan may lie anywhere
        return None
    inside = [found for folder in company_folders(path) if (found := within(folder, named)) is not None]
    if not inside:
        what = bilingual(f"登记册不在公司资料的文件夹里：{named}", f"a register outside the company's folder: {named}")
        maybe = bilingual("放进那个文件夹，或用 --register 给出", "put it there, or name it by --register")
        raise FaultyInput([Fault(path.name, "company.register_file", what, maybe)])
    return next((found for found in inside if found.exists()), inside[0])


def remembering(path: Path, week: Week, given: Path | None, words: Words) -> Week:
    """Return a week with what the register knows of its clients; that a named one is not there yet is said.

    Raises
    ------
    FaultyInput, OSError
        When it is no register, or cannot be read.
    """
    from planner.register.memory import remembered_week

    register = given or company_register(path, week)
    if register is None:
        return week
    if given is None and not register.exists():
        zh = f"还没有登记册 {register.name}，jiedai close 会新建：本次不知道客户以前的来访"
        en = f"no register {register.name} yet, jiedai close makes it: earlier visits are not known"
        click.echo(words.pick(zh, en), err=True)
        return week
    return remembered_week(week, register)
