"""菜单与酒水, 宴会流程, 桌签: what the banquet hall is given (S1 宴会管理制度)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.table_company import diners
from planner.packet.document.model import Heading, PageBreak, Placard, Signatures, Title
from planner.packet.duty.meeting_facts import guest_of_honour, ours_at
from planner.packet.forms.office_form import boxes, form, grid, room
from planner.packet.visit_facts import both_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Item
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit

GUESTS_WAIT_MINUTES = 15
"""Minutes before a banquet at which the first guests come to the lounge."""


def _banquets(kit: Kit, stay: Stay) -> list[Item]:
    return [item for item in kit.paper.plan_of(stay.id).items if item.kind == "banquet"]


@form("菜单与酒水", "Menu and drinks")
def menu(kit: Kit, stay: Stay) -> Iterator[Block]:
    """A page a banquet: diets, hot and cold, local dishes, drinks; the dishes are the kitchen's."""
    words, paper = kit.words, kit.paper
    for number, item in enumerate(_banquets(kit, stay)):
        if number:
            yield PageBreak()
        restaurant = kit.week.find_place(item.place)
        people = diners(stay, paper.item_texts.request(item))
        cuisine = getattr(restaurant, "cuisine", "")
        yield Title(words.pick("菜单与酒水", "Menu and drinks"), f"{kit.when(item)} {paper.item_texts.title(item)}")
        yield boxes(
            kit,
            (("地点", "Where"), paper.item_texts.where(item)),
            (("人数", "People"), words.people(people)),
            (("菜系", "Cuisine"), cuisine),
            (
                ("标准", "Standard"),
                words.pick(f"每人{stay.package.banquet_price}元", f"CNY {stay.package.banquet_price} a head"),
            ),
            (("桌数", "Tables"), _tables(kit, item)),
            (("合计", "In all"), words.yuan(stay.package.banquet_price * people)),
            (("主宾", "Guest of honour"), guest_of_honour(kit, item)),
            (("主人", "Host"), ours_at(kit, item, "leader")),
            (("餐厅电话", "Restaurant's telephone"), getattr(restaurant, "phone", "")),
            (("订餐联系人", "Ordered by"), _ordered_by(kit, stay)),
            (("司机、工作人员用餐", "Meals of drivers, helpers"), None),
            (("结算方式", "Who pays"), None),
            room(kit, "忌口、过敏", "Diets", 1, _diets(kit, stay)),
        )
        zh = ("冷菜", "热菜", "本地特色菜", "汤羹", "主食、点心", "水果", "清真、素食另备")
        en = (
            "Cold dishes",
            "Hot dishes",
            "Local dishes",
            "Soup",
            "Staples, sweets",
            "Fruit",
            "Halal, vegetarian apart",
        )
        yield grid(
            kit,
            "类别 菜名 备注",
            "Course Dishes Remarks",
            [(name, "", "") for name in (zh if words.lang == "zh" else en)],
        )
        drinks = words.pick("白酒 红酒 啤酒 饮料、果汁 茶水", "Spirits Wine Beer Juice Tea").split()
        drinks = drinks if kit.alcohol else drinks[3:]
        yield grid(kit, "酒水 品牌 数量 备注", "Drinks Brand Number Remarks", [(name, "", "", "") for name in drinks])
        yield Signatures((words.pick("拟定", "Drawn up"), words.pick("审核", "Checked")), words.pick("日期", "Date"))


def _tables(kit: Kit, item: Item) -> str | None:
    """Say how many tables are laid; None where nobody is seated yet."""
    seating = kit.seating(item)
    return str(len(seating.meals)) if seating is not None and seating.meals else None


def _ordered_by(kit: Kit, stay: Stay) -> str | None:
    contact = kit.contact(stay)
    return f"{contact.name} {contact.phone}".strip() if contact else None


def _diets(kit: Kit, stay: Stay) -> str:
    words = kit.words
    told = [
        words.label(m.name, words.comma.join(words.diet(diet) for diet in m.diet)) for m in stay.visit.members if m.diet
    ]
    return words.semicolon.join(told) or words.pick("无", "none")


@form("宴会流程", "Running order of a banquet")
def running_order(kit: Kit, stay: Stay) -> Iterator[Block]:
    """A page a banquet: reception at the door, lounge, speeches and toasts with speaker and interpreter, service."""
    words = kit.words
    for number, item in enumerate(_banquets(kit, stay)):
        if number:
            yield PageBreak()
        yield Title(words.pick("宴会流程", "Running order"), f"{kit.when(item)} {kit.paper.item_texts.title(item)}")
        request = kit.paper.item_texts.request(item)
        yield boxes(
            kit,
            (("地点", "Where"), kit.paper.item_texts.where(item)),
            (("客户", "Guests"), stay.visit.client),
            (("人数", "People"), words.people(diners(stay, request))),
            (("桌数", "Tables"), _tables(kit, item)),
            (("着装", "Dress"), (request.dress if request is not None else "") or stay.visit.dress or None),
            (("现场负责人", "In charge there"), _ordered_by(kit, stay)),
        )
        yield grid(kit, "时间 环节 负责人、要点", "Time What Who", list(_steps(kit, stay, item)))
        checked = (
            "□ 话筒、音乐　□ 横幅或欢迎屏　□ 桌签座签　□ 菜单核对忌口　□ 停车位　□ 司机用餐　□ 备用雨具",
            "□ microphone, music □ banner or screen □ cards □ menu and diets □ parking □ drivers' meal □ umbrellas",
        )
        yield boxes(kit, room(kit, "开宴前检查", "Checked before", 1, words.pick(*checked)))
        yield Heading(words.pick("双方名单", "Both sides"), 2)
        yield both_sides(kit, item)


def _steps(kit: Kit, stay: Stay, item: Item) -> Iterator[tuple[str, str, str]]:
    words, time, start = kit.words, kit.words.time, item.start
    host = kit.paper.item_texts.hosts(item) or ours_at(kit, item, "leader") or words.pick("主人", "the host")
    guest = guest_of_honour(kit, item) or words.pick("主宾", "the guest of honour")
    interpreter = ours_at(kit, item, "interpreter")
    by = words.pick(f"，翻译：{interpreter}", f", interpreter: {interpreter}") if interpreter else ""
    line = ours_at(kit, item, "reception")
    request = kit.paper.item_texts.request(item)
    lounge = (
        kit.week.lounge(request.lounge).name
        if request is not None and request.lounge
        else words.pick("休息厅", "the lounge")
    )
    yield (
        time(start - 60),
        words.pick("布置完毕", "Laid"),
        words.pick("桌次卡、座位卡、菜单、话筒、背景音乐", "cards, menus, microphone, music"),
    )
    yield (
        time(start - 30),
        words.pick("点菜、酒水到位", "Dishes and drinks ready"),
        words.pick("核对忌口", "diets checked"),
    )
    at_door = words.pick(f"{host}在厅门口迎接", f"{host} at the door") + (
        words.pick(f"，列队：{line}", f"; line: {line}") if line else ""
    )
    yield time(start - GUESTS_WAIT_MINUTES), words.pick("迎宾", "Welcome"), at_door
    yield (
        time(start - 10),
        words.pick("休息厅", "Lounge"),
        words.pick(f"{lounge}，上茶；主宾由主人陪同入席", f"{lounge}, tea; the host leads the guest of honour in"),
    )
    yield (
        time(start),
        words.pick("入席", "At table"),
        words.pick("其他客人先入席，主桌最后", "the others first, the main table last"),
    )
    zh, en = ("、祝酒", ", toast") if kit.alcohol else ("", "")
    yield time(start + 5), words.pick(f"主人致词{zh}", f"The host speaks{en}"), f"{host}{by}"
    yield time(start + 10), words.pick(f"主宾致答词{zh}", f"The guest replies{en}"), f"{guest}{by}"
    served = words.pick(
        f"从女主宾（无则主宾）起顺时针；{'斟酒' if kit.alcohol else '斟茶'}在右，上菜在左；致词时停止服务",
        f"from the guest of honour clockwise; {'wine' if kit.alcohol else 'tea'} from the right, dishes from the left; "
        "none during speeches",
    )
    yield time(start + 15), words.pick("上菜", "Service"), served
    yield (
        time(item.end - 15),
        words.pick("水果、茶", "Fruit, tea"),
        words.pick("主人与主宾起立，宴会结束", "host and guest of honour rise"),
    )
    yield (
        time(item.end),
        words.pick("送客", "Leaving"),
        words.pick("主人送至门口，车辆提前10分钟在门口待命", "the host to the door; the cars there ten minutes before"),
    )
    del stay


@form("桌签", "Table numbers", sheet="a4-landscape")
def table_signs(kit: Kit, stay: Stay) -> Iterator[Block]:
    """A sign for each table of banquets with several tables."""
    first = True
    for item in _banquets(kit, stay):
        seating = kit.seating(item)
        if seating is None or len(seating.meals) < 2:
            continue
        for plan in seating.meals:
            if not first:
                yield PageBreak()
            first = False
            yield Placard((seating.number(plan),), f"{stay.visit.client} {kit.paper.item_texts.title(item)}")
