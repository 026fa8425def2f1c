"""What a docent reads: route and groups, what to stress for this kind of client, helmets, magnets, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.plan import Item
from planner.packet.document.model import Grid, Heading, Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.people import ClientKind
    from planner.packet.document.model import Block
    from planner.packet.duty.work import PersonalWork
    from planner.packet.kit import Kit

_EMPHASIS: dict[ClientKind, tuple[str, str]] = {
    "government": (
        "产业带动、科技创新、安全环保、重点项目",
        "industry of the region, innovation, safety, key projects",
    ),
    "foreign_government": (
        "合作前景、国际项目、标准与资质",
        "cooperation, projects abroad, standards and certificates",
    ),
    "partner": (
        "产能与交付、质量控制、共同项目、新产品",
        "capacity and delivery, quality, joint projects, new products",
    ),
    "foreign": ("国际标准、出口业绩、质量与售后服务", "international standards, exports, quality and service"),
    "authority": ("安全生产、环保、规章执行、资质证书", "work safety, environment, rules kept, certificates"),
    "media": ("企业文化、社会责任、典型产品与人物", "culture, responsibility, typical products and people"),
    "other": ("企业概况、主要产品、典型业绩", "the company, main products, reference projects"),
}
"""What is stressed for a kind of client: 示例, the document leaves its table empty (S0 三(三))."""


def docent_part(kit: Kit, work: PersonalWork) -> Iterator[Block]:
    """Yield route, groups and points for each item at which somebody explains."""
    words = kit.words
    for part, duty in work.parts:
        if duty.role != "docent" or not isinstance(part, Item):
            continue
        title = kit.paper.item_texts.title(part)
        yield Heading(f"{kit.when(part)} {title} {kit.paper.names.client(part.visit)}")
        stops = sorted((stop for stop in part.stops if stop.group == duty.group), key=lambda stop: stop.start)
        if stops:
            columns = ("时间", "地点", "注意") if words.lang == "zh" else ("Time", "Stop", "Mind")
            rows = tuple(
                (words.span(s.start, s.end), kit.week.workshop(s.workshop).name, _mind(kit, s.workshop)) for s in stops
            )
            yield Grid(columns, rows)
        yield Listing(tuple(_points(kit, part, duty.group, duty.language)))


def _mind(kit: Kit, id: str) -> str:
    words, workshop = kit.words, kit.week.workshop(id)
    told = []
    if workshop.helmets:
        told.append(words.pick("戴安全帽", "helmets"))
    if workshop.magnetic:
        told.append(words.pick("手表、银行卡交专人保管", "watches and bank cards are kept"))
    if workshop.restricted:
        told.append(words.pick("涉密，仅限获准人员", "restricted: only who is cleared"))
    return words.semicolon.join(told)


def _points(kit: Kit, item: Item, group: int, language: str | None) -> Iterator[str]:
    words, stay = kit.words, kit.paper.stay(item.visit)
    groups = 1 + max((stop.group for stop in item.stops), default=0)
    guests = kit.paper.delegations.guests(item.visit, item.groups)
    if groups > 1:
        yield words.pick(
            f"共{guests}人分{groups}组，您带第{group + 1}组", f"{guests} guests, {groups} groups, yours {group + 1}"
        )
    else:
        yield words.people(guests)
    if language or stay.language:
        yield words.label(words.pick("语言", "language"), words.language(language or stay.language or ""))
    if stay.principal is not None:
        yield words.label(words.pick("主宾", "guest of honour"), words.note(stay.principal.name, stay.principal.title))
    explained = getattr(kit.paper.item_texts.request(item), "explain", ())
    if explained:
        yield words.label(words.pick("客户要求讲解", "asked for"), words.comma.join(explained))
    yield words.label(
        words.note(words.pick("讲解侧重", "stress"), words.pick("示例", "example")),
        words.pick(*_EMPHASIS[stay.visit.client_kind]),
    )
    yield words.pick(
        "请客人按路线同行，不单独离队；拍照、摄像、采访须先请示公司领导，未获准请客人收起相机",
        "The guests stay on the route and together; pictures, films and interviews only with the leaders' permission",
    )
    if any(kit.week.workshop(stop.workshop).helmets for stop in item.stops):
        yield words.pick(f"安全帽备{guests + 3}顶", f"helmets ready: {guests + 3}")
    gentle = stay.gentle
    if gentle:
        yield words.pick(
            "有老人或行动不便的客人：放慢步速，途中备座", "old or frail guests: go slowly, have chairs on the way"
        )
