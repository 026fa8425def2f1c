"""The sheet of a restaurant: who eats what where, by table and seat, and what the guest of honour must not get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.model import Document, Grid, Heading, Listing, Title
from planner.papers.seating.lists import kitchen as diets_by_seat
from planner.papers.seating.lists import service
from planner.papers.tables.duties import duties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Item
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit


def kitchen_sheets(kit: Kit) -> Iterator[tuple[str, Document]]:
    """Yield the sheet of each restaurant in which guests eat, with its name."""
    words = kit.words
    items = {item.id: item for item in kit.plan.items}
    for table in duties(kit.paper, "dining"):
        place = kit.week.restaurant(table.id.removeprefix("dining:"))
        name = kit.paper.names.place(place.id)
        title = words.label(words.pick("餐厅任务单", "Restaurant"), name)
        blocks: list[Block] = [Title(title, "  ".join(text for text in (place.cuisine, place.phone) if text))]
        if place.note:
            blocks.append(Listing((place.note,)))
        blocks.append(Grid(table.columns, tuple(row.cells for row in table.rows), merged=1))
        for row in table.rows:
            blocks += _meal(kit, items[row.about])
        blocks += [Heading(words.pick("要求", "Please")), Listing(_asked(kit), "□")]
        yield name, Document(title, tuple(blocks), words.lang, "a4-landscape", f"{kit.footer} {kit.week.name}")


def _meal(kit: Kit, item: Item) -> Iterator[Block]:
    """Yield, for a meal of guests with diets or at which all have seats, who gets what and is served when."""
    words, stay, seating = kit.words, kit.paper.stay(item.visit), kit.seating(item)
    told = [
        words.label(member.name, words.comma.join(words.diet(diet) for diet in member.diet))
        for member in stay.visit.members
        if member.diet
    ]
    guest = stay.principal
    if not told and seating is None:
        return
    yield Heading(f"{kit.when(item)} {kit.paper.item_texts.title(item)} {stay.visit.client}", 2)
    if guest is not None:
        habits = [words.diet(diet) for diet in guest.diet] + [text for text in (guest.customs, guest.hobbies) if text]
        none = words.pick("无忌口", "no diet")
        told.insert(
            0, words.label(f"{words.pick('主宾', 'Guest of honour ')}{guest.name}", words.comma.join(habits) or none)
        )
    yield Listing(tuple(told))
    if seating is not None:
        for table in (diets_by_seat(seating), service(seating)):
            if table.rows:
                yield Grid(table.columns, tuple(row.cells for row in table.rows), merged=table.merged)


def _asked(kit: Kit) -> tuple[str, ...]:
    words = kit.words
    return (
        words.pick(
            "宴会厅提前60分钟布置完毕，菜提前30分钟点齐；摆好桌次卡、座位卡、菜单",
            "Laid an hour before, dishes ordered half an hour before; cards and menus on the tables",
        ),
        words.pick(
            "清真、素食分灶分餐具，单独上；过敏食材不进该桌",
            "Halal and vegetarian food apart, with its own dishes; nothing that somebody is allergic to at that table",
        ),
        words.pick(
            f"从主宾（女主宾）起顺时针上菜；{'斟酒' if kit.alcohol else '斟茶'}在右，上菜在左；致辞时停止上菜",
            f"Serve from the guest of honour clockwise; {'wine' if kit.alcohol else 'tea'} from the right, dishes from "
            "the left; stop during speeches",
        ),
        *((words.pick("不上酒，不提供香烟", "Neither alcohol nor cigarettes"),) if not kit.alcohol else ()),
        words.pick(
            "菜单注意冷热、甜咸、色香味搭配，配本地特色菜", "Hot and cold, sweet and salty in turn, with local dishes"
        ),
    )
