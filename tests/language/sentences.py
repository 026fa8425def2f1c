"""Sentences as people say them, with the event that each must become or the words that its fault must name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.weeks import when


@dataclass(frozen=True)
class Spoken:
    """A sentence and what it must become.

    Attributes
    ----------
    event : dict
        The event without what is default; empty for a fault.
    fault : tuple of str
        What the fault must name.
    now : str
        What time it is, ``21 10:00``; ``""``: not said.
    """

    text: str
    event: dict[str, Any] = field(default_factory=dict)
    fault: tuple[str, ...] = ()
    now: str = ""


def _arrives(text: str, visit: str, now: str = "", **more: Any) -> Spoken:
    return Spoken(text, {"kind": "arrives", "visit": visit, **more}, now=now)


def _departs(text: str, visit: str, **more: Any) -> Spoken:
    return Spoken(text, {"kind": "departs", "visit": visit, **more})


def _cancelled(text: str, item: str, now: str = "") -> Spoken:
    return Spoken(text, {"kind": "cancelled", "item": item}, now=now)


def _gone(text: str, visit: str) -> Spoken:
    return Spoken(text, {"kind": "visit_cancelled", "visit": visit})


def _fixed(text: str, of: str, now: str = "", **pin: Any) -> Spoken:
    return Spoken(text, {"kind": "fixed", "pin": {"of": of, **pin}}, now=now)


def _guests(text: str, visit: str, **more: Any) -> Spoken:
    return Spoken(text, {"kind": "guests", "visit": visit, **more})


def _lasts(text: str, item: str, **more: Any) -> Spoken:
    return Spoken(text, {"kind": "lasts", "item": item, **more})


def _away(text: str, person: str, start: str = "21 00:00", end: str = "28 00:00", now: str = "") -> Spoken:
    return Spoken(text, {"kind": "away", "person": person, "start": when(start), "end": when(end)}, now=now)


def _broken(text: str, vehicle: str, start: str = "21 00:00", end: str = "28 00:00") -> Spoken:
    return Spoken(text, {"kind": "car_broken", "vehicle": vehicle, "start": when(start), "end": when(end)})


def _closed(text: str, what: str, start: str = "21 00:00", end: str = "28 00:00") -> Spoken:
    return Spoken(text, {"kind": "closed", "what": what, "start": when(start), "end": when(end)})


def _asked(text: str, *fault: str, now: str = "") -> Spoken:
    return Spoken(text, fault=fault or ("/",), now=now)


TRAVEL = (
    _arrives("德国团飞机晚点两小时", "herren", minutes=120),
    _arrives("德国团航班延误1个半小时", "herren", minutes=90),
    _arrives("德国客人的飞机晚点90分钟", "herren", minutes=90),
    _arrives("海瑞克的飞机早到20分钟", "herren", minutes=-20),
    _arrives("德国海瑞克公司 航班提前半小时", "herren", minutes=-30),
    _arrives("LH720晚点一小时", "herren", group="g1", minutes=60),
    _arrives("G1563次列车晚点45分钟", "port", group="g1", minutes=45),
    _arrives("烟台港机的高铁晚点一刻钟", "port", minutes=15),
    _arrives("滇池站的火车改到周二11:20到", "dianchi", at=when("22 11:20")),
    _arrives("烟台港机航班改成 CA1234 14:20 到", "port", at=when("21 14:20"), number="CA1234", place="air"),
    _arrives("航班改成 CA1234 14:20 到", "herren", at=when("21 14:20"), number="CA1234"),
    _arrives("飞机晚点两小时", "herren", minutes=120),
    _asked("火车晚点两小时", "烟台港机", "滇池质量监督站"),
    _asked("晚点两小时", "哪个来访"),
    _departs("G822推迟30分钟", "port", group="g1", minutes=30),
    _departs("德国团返程提前1小时", "herren", minutes=-60),
    _departs("德国团周三下午5点半走", "herren", at=when("23 17:30")),
    _departs("烟台港机提前一天走", "port", minutes=-1440),
    _asked("他们提前一天走", "哪个来访"),
    _asked("烟台港机推迟半天离开", "半天"),
    _arrives("德国团晚到一天", "herren", minutes=1440),
    _arrives("海瑞克改成周二上午10点到", "herren", at=when("22 10:00")),
    _arrives("烟台港机改坐高铁G1571，周一10:12到", "port", at=when("21 10:12"), number="G1571"),
    _arrives("德国团改坐高铁G12，周一15:40到", "herren", at=when("21 15:40"), number="G12", place="rail"),
    _asked("王总改坐高铁", "王强"),
    _asked("张董改坐高铁", "张三"),
    _asked("德国团的航班取消了", "航班"),
    _asked("明天早上8点的航班取消了", "航班", now="21 12:00"),
    _arrives("Flight LH720 is two hours late", "herren", group="g1", minutes=120),
    _arrives("The German group's flight is two hours late", "herren", minutes=120),
    _arrives("the Germans arrive 40 minutes early", "herren", minutes=-40),
    _arrives("port train delayed by half an hour", "port", minutes=30),
    _departs("herren leave one day earlier", "herren", minutes=-1440),
    _arrives("herren now land at 4:30 pm on Monday", "herren", at=when("21 16:30")),
    _asked("德国团飞机4点到", "4点"),
    _arrives("德国团飞机下午4点到", "herren", at=when("21 16:00")),
    _asked("德国团飞机25:70到", "25:70"),
    _arrives("烟台港机晚到两小时", "port", minutes=120),
    _asked("烟台港机的车次改为G1567", "几点"),
    _arrives("因为下雨，德国团飞机晚点两小时", "herren", minutes=120),
)
CANCELLATIONS = (
    _cancelled("欢迎晚宴取消", "port/welcome"),
    _cancelled("取消欢迎晚宴", "port/welcome"),
    _cancelled("烟台港机的欢迎晚宴不办了", "port/welcome"),
    _cancelled("欢送晚宴取消", "herren/farewell"),
    _asked("午餐取消", "烟台港机", "滇池质量监督站", "午餐"),
    _cancelled("烟台港机周一的午餐取消", "port/lunch-2026-09-21"),
    _cancelled("周三下午的参观取消", "dianchi/site_visit"),
    _asked("参观车间取消", "参观公司", "烟台港机", "滇池质量监督站"),
    _cancelled("烟台港机参观车间取消", "port/tour"),
    _cancelled("德国团不去博物馆了", "herren/museum"),
    _cancelled("取消德国团的游览", "herren/museum"),
    _asked("接站取消", "接站"),
    _asked("酒店取消", "入住酒店"),
    _cancelled("烟台港机入住酒店取消", "port/check_in"),
    _asked("送站取消", "送站"),
    _asked("技术交流取消", "烟台港机", "德国海瑞克公司"),
    _cancelled("技术交流：液压取消", "herren/talk"),
    _cancelled("周二上午的技术交流取消", "herren/talk"),
    _cancelled("德国团的交流不搞了", "herren/talk"),
    _asked("晚宴取消", "欢迎晚宴", "欢送晚宴"),
    _cancelled("今晚的晚宴取消", "port/welcome", now="21 10:00"),
    _cancelled("周二晚上的晚宴取消", "herren/farewell"),
    _gone("烟台港机不来了", "port"),
    _gone("港机不来了", "port"),
    _gone("取消烟台港机来访", "port"),
    _gone("烟台港机全团取消", "port"),
    _gone("海瑞克取消访问", "herren"),
    _gone("德国团来不了了", "herren"),
    _asked("烟台港机取消", "哪项"),
    _asked("烟台港鸡不来了", "烟台港鸡", "烟台港机"),
    _asked("烟台港鸡的欢迎晚宴取消", "烟台港鸡"),
    _asked("欢迎碗宴取消", "欢迎碗宴", "欢迎晚宴"),
    _asked("不来了", "谁"),
    _asked("烟台港机周二不来了", "周二"),
    _cancelled("the welcome dinner is cancelled", "port/welcome"),
    _cancelled("herren farewell dinner called off", "herren/farewell"),
    _gone("herren visit cancelled", "herren"),
    _gone("The Germans are not coming", "herren"),
    _asked("herren cancelled", "which"),
    _asked("早餐取消", "早餐"),
    _cancelled("德国团周三的午餐不吃了", "herren/lunch-2026-09-23"),
    _cancelled("烟台港机不游览了", "port/sight-temple"),
    _cancelled("古寺不去了", "port/sight-temple"),
    _cancelled("滇池质量监督站参观示范工程取消", "dianchi/site_visit"),
    _cancelled("示范工程不去了", "dianchi/site_visit"),
    _asked("烟台港机乘车取消", "乘车"),
)
SHIFTS = (
    _asked("晚宴推迟半小时", "欢迎晚宴", "欢送晚宴"),
    _fixed("欢迎晚宴推迟半小时", "port/welcome", start=when("21 18:30")),
    _fixed("烟台港机的晚宴延后45分钟", "port/welcome", start=when("21 18:45")),
    _asked("接站提前20分钟", "烟台港机", "滇池质量监督站"),
    _fixed("烟台港机接站提前20分钟", "port/meet-g1", start=when("21 07:50"), end=when("21 08:30")),
    _fixed("接机推迟半小时", "herren/meet-g1", start=when("21 15:20"), end=when("21 15:45")),
    _fixed("欢送晚宴改到7点", "herren/farewell", start=when("22 19:00")),
    _fixed("欢迎晚宴改到晚上6点半", "port/welcome", start=when("21 18:30")),
    _fixed("德国团的技术交流改到周二下午2点", "herren/talk", start=when("22 14:00")),
    _fixed("德国团的技术交流改到4点", "herren/talk", start=when("22 16:00")),
    _fixed("周三下午的参观提前一小时", "dianchi/site_visit", start=when("23 13:00")),
    _fixed("烟台港机参观公司改到周二", "port/tour", start=when("22 14:00")),
    _fixed("welcome dinner half an hour later", "port/welcome", start=when("21 18:30")),
    _fixed("Move the farewell dinner to 7 pm", "herren/farewell", start=when("22 19:00")),
    _fixed("herren talk fixed on Tue 10:30", "herren/talk", start=when("22 10:30")),
    _fixed("送机提前半小时", "herren/see_off-g1", start=when("23 13:15"), end=when("23 14:00")),
    _fixed("欢迎晚宴提前到17:30", "port/welcome", start=when("21 17:30")),
    _asked("欢迎晚宴改到25:00", "25:00"),
    _fixed("博物馆往后推一小时", "herren/museum", start=when("22 15:00")),
    _fixed("烟台港机技术交流由周洋参加", "port/talk", people=("bob",)),
    _fixed("烟台港机技术交流改在3号会议室", "port/talk", room="r4"),
    _fixed("欢迎晚宴改到中午1点", "port/welcome", start=when("21 13:00")),
    _fixed("请把欢迎晚宴推迟半小时，谢谢", "port/welcome", start=when("21 18:30")),
    _fixed("今晚的晚宴改到八点", "port/welcome", now="21 10:00", start=when("21 20:00")),
)
DURATIONS = (
    _lasts("烟台港机技术交流延长半小时", "port/talk", longer=30),
    _lasts("德国团交流缩短20分钟", "herren/talk", longer=-20),
    _lasts("欢迎晚宴加时一刻钟", "port/welcome", longer=15),
    _lasts("herren talk takes 2 hours", "herren/talk", minutes=120),
    _asked("技术交流延长半小时", "烟台港机", "德国海瑞克公司"),
    _lasts("herren talk one hour longer", "herren/talk", longer=60),
)
GUESTS = (
    _guests("烟台港机少来两个人", "port", fewer=2),
    _guests("德国团多来三位", "herren", more=3),
    _asked("少来两个人", "哪个来访"),
    _guests("张三不来了", "port", absent=("zhang",)),
    _guests("烟台港机的刘伟来不了", "port", absent=("liu",)),
    _guests("刘总不来了", "port", absent=("liu",)),
    _guests("滇池站的王站长不来了", "dianchi", absent=("wangfang",)),
    _guests("王站长来不了了", "dianchi", absent=("wangfang",)),
    _guests("马丽和刘伟不来了", "port", absent=("liu", "ma")),
    _guests("烟台港机增加2人", "port", more=2),
    _guests("烟台港机加一个人", "port", more=1),
    _guests("herren 2 more guests", "herren", more=2),
    _guests("port two fewer people", "port", fewer=2),
    _guests("Anna Schmidt is not coming", "herren", absent=("schmidt",)),
    _asked("李四不来了", "李四"),
    _guests("烟台港机减少1人", "port", fewer=1),
    _guests("烟台港机董事长不来了", "port", absent=("zhang",)),
    _guests("海瑞克的Müller先生不来了", "herren", absent=("mueller",)),
)
ABSENCES = (
    _away("董事长周三请假", "boss", "23 00:00", "24 00:00"),
    _away("李董周三请假", "boss", "23 00:00", "24 00:00"),
    _away("王总周二上午有事", "deputy", "22 00:00", "22 12:00"),
    _away("陈工周一下午不在", "ann", "21 12:00", "21 18:00"),
    _away("赵师傅周一上午不在", "d1", "21 00:00", "21 12:00"),
    _away("总经理周一周二出差", "director", "21 00:00", "23 00:00"),
    _away("周洋周二2点到4点有事", "bob", "22 14:00", "22 16:00"),
    _asked("讲解员周二请假", "吴敏", "郑爽"),
    _away("the chairman is off on Wednesday", "boss", "23 00:00", "24 00:00"),
    _away("the general manager is ill on Tuesday", "director", "22 00:00", "23 00:00"),
    _away("王强今天下午不在", "deputy", "21 12:00", "21 18:00", now="21 10:00"),
    _asked("王强明天请假", "明天", "--now"),
    _away("王强大后天请假", "deputy", "24 00:00", "25 00:00", now="21 10:00"),
    _asked("王强下周三请假", "下周三", now="21 09:00"),
    _away("王强礼拜三请假", "deputy", "23 00:00", "24 00:00"),
    _away("孙丽星期天不在", "ivy", "27 00:00", "28 00:00"),
    _away("王强周二至周四出差", "deputy", "22 00:00", "25 00:00"),
    _away("司机钱师傅周二请假", "d2", "22 00:00", "23 00:00"),
    _asked("张主任请假", "张主任"),
    _away("李明病了", "boss"),
    _broken("考斯特坏了", "bus1"),
    _broken("商务车周二坏了", "mpv1", "22 00:00", "23 00:00"),
    _broken("豫A·D1001周二送修", "car1", "22 00:00", "23 00:00"),
    _broken("minibus broken on Tuesday", "bus1", "22 00:00", "23 00:00"),
    _asked("大巴坏了", "大巴"),
    _closed("一号会议室周二停用", "r1", "22 00:00", "23 00:00"),
    _closed("3号会议室停用", "r4"),
    _closed("三号会议室周一上午停用", "r4", "21 00:00", "21 12:00"),
    _closed("1号会议室9月22日停用", "r1", "22 00:00", "23 00:00"),
    _asked("5号会议室停用", "5号会议室"),
    _closed("花园酒家周二不营业", "garden", "22 00:00", "23 00:00"),
    _closed("博物馆周一闭馆", "museum", "21 00:00", "22 00:00"),
    _closed("museum closed on Monday", "museum", "21 00:00", "22 00:00"),
    _closed("展厅周二装修", "w1", "22 00:00", "23 00:00"),
)
NEW = (
    _asked("新增来访 华能集团 周三 10:00 到 周四走 5人", "哪里"),
    Spoken("新增来访 华能集团 周三10:00到高铁站 周四走 5人", {"kind": "new_visit", "client": "华能集团"}),
    Spoken("新增来访：华能集团，周三10:00到机场，周四16:00走，5人", {"kind": "new_visit", "client": "华能集团"}),
    Spoken("新增来访 华能集团 8人 周三10:00开车到公司 周三16:00走", {"kind": "new_visit", "client": "华能集团"}),
    _asked("新增来访 华能集团 5人", "几点", "哪里", "走"),
    _asked("新增来访 周三10:00到高铁站 周四走 5人", "客户"),
    _asked("新增来访 华能集团 周三10:00到高铁站 周四走", "几个人"),
    _asked("新增来访 烟台港机 周三10:00到高铁站 周四走 5人", "烟台港机"),
    Spoken(
        "New visit: Huaneng Group, 5 people, arriving Wed 10:00 at rail, leaving Thu 16:00",
        {"kind": "new_visit", "client": "Huaneng Group"},
    ),
)
OTHER = (
    _asked("今天天气好"),
    _asked("烟台港机和德国团的航班晚点两小时", "烟台港机", "德国海瑞克公司"),
    _asked("欢迎晚宴取消，欢送晚宴也取消", "欢迎晚宴", "欢送晚宴"),
    _asked("???", "???"),
)
SENTENCES = (*TRAVEL, *CANCELLATIONS, *SHIFTS, *DURATIONS, *GUESTS, *ABSENCES, *NEW, *OTHER)
