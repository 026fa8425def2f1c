"""客人日程: the programme of a delegation by itself, to be sent as a workbook before the booklet is printed.

It is the booklet without cover, letter, seats and pictures: what the booklet does not say cannot stand here either.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.packet.document.model import FieldBoxes, Grid, Heading, Listing, Paragraph, Title
from planner.packet.guest.booklet import booklet, scan_hint

if TYPE_CHECKING:
    from models.domain.stay import Stay
    from planner.packet.document.model import Document
    from planner.packet.kit import Kit


def schedule(kit: Kit, stay: Stay) -> Document:
    """Return the programme, contacts, hotel, members and hints of a delegation."""
    words = kit.words
    title = words.pick(f"{stay.visit.client} 日程安排", f"Programme {stay.visit.client}")
    under = " ".join(filter(None, (words.days(stay.days[0], stay.days[-1]), kit.draft_name)))
    made = booklet(replace(kit, charts={}), stay)
    first = next(k for k, block in enumerate(made.blocks) if isinstance(block, Grid))  # behind the letter
    shown = (
        block for block in made.blocks[first:] if isinstance(block, Heading | Paragraph | Listing | FieldBoxes | Grid)
    )
    blocks = [block for block in shown if not _of_codes(kit, block)]
    while blocks and isinstance(blocks[-1], Heading):  # of a picture
        blocks.pop()
    return replace(made, title=title, blocks=(Title(title, f"{kit.paper.names.company}  {under}"), *blocks))


def _of_codes(kit: Kit, block: object) -> bool:
    """Whether a block speaks of codes, which are not there."""
    return isinstance(block, Paragraph) and block.text == scan_hint(kit)
