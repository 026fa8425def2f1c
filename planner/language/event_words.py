"""The words of events in sentences, Chinese and English: what says that something is late, cancelled, closed.

A word stands here once; the parsers of ``planner.language.events`` look for these patterns, and a sentence with a word
that is neither here nor a name is not understood.
"""

from __future__ import annotations

import re


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)  # a letter behind a Chinese sign begins a word


COUNT_ZH = r"(\d+|[一二两三四五六七八九十]{1,3})"
_COUNT_EN = r"(\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_PEOPLE_ZH, _PEOPLE_EN = r"\s*(?:个人|个|人|位|名)(?:客人)?", r"(?:guests?|people|persons?|visitors?)"

EARLY = _words(r"早|提前|提早|往前[挪推移]?|\bearly\b|\bearlier\b|\bsooner\b|\bb(?:ring|rought) forward\b")
LATE = _words(
    r"晚(?!上|宴|餐)|迟|延误|延后|延迟|推后|往后[挪推移]?|顺延|误点"
    r"|\blate\b|\blater\b|\bdelay\w*|\bpostpone\w*|\bput off\b|\bpush(?:ed)? back\b"
)
LEAVING = _words(
    r"返程|离开|离站|离港|回程|回去|回国|启程|起飞|走(?!访|廊)"
    r"|\bdepart\w*|\breturn\w*|\bleav\w*|\bleft\b|\bgo(?:es|ing)? home\b|\bfl(?:y|ies|ying) home\b"
)
BY_AIR = _words(r"航班|飞机|班机|落地|降落|\bflights?\b|\bplanes?\b|\bland(?:s|ed|ing)?\b")
BY_RAIL = _words(r"火车|高铁|动车|列车|车次|到站|\btrains?\b")
TRAVEL = _words(
    rf"{BY_AIR.pattern}|{BY_RAIL.pattern}|班次|到达|抵达|晚点|晚到|早到|误点|延误|到(?=\s*(?:$|[了,。;]))|\barriv\w*|\bcom(?:e|es|ing)\b"
)
CHANGED_TRAVEL = _words(r"改坐|改乘|改签|改到|改成|改为|换乘|换成|推迟到|提前到|changed? to|\bnow\b")
CANCELLED = _words(
    r"取消|不办|不搞|不安排|作废|免了|不去|不吃|不看|不用|不要|不(?=\s{2,}|\s*了|$)"
    r"|\bcancel\w*|\bcall(?:s|ed)? off\b|\b(?:is|are) off\b|\bdropped\b|\bnot take place\b"
)
NOT_COMING = _words(
    r"不来|来不了|不过来|不能来|走不了"
    r"|取消\s*(?:全部|整个|这次)?的?\s*(?:来访|访问|拜访|行程)|(?:来访|访问|拜访|行程|全团|整团|整个团)\s*(?:都|全|全部)?\s*取消"
    r"|\bnot com(?:ing|e)\b|\bwo(?:n't|nt) come\b|\bcan(?:'t|not) come\b|\bno longer com(?:ing|e)\b"
    r"|\b(?:visit|trip)\s+(?:is |was |has been |of\s+)?\s*(?:cancel\w*|call(?:s|ed)? off)"
    r"|\b(?:cancel\w*|call(?:s|ed)? off)\s+(?:the\s+)?(?:whole\s+)?\s*(?:visit|trip)\b"
)
AWAY = _words(
    r"生病|病|住院|请假|休假|出差|不在|有事|开会|另有安排|不舒服|身体不适|不能参加|不能出席|缺席|\bill\b|\bsick\b|\baway\b|\bleave\b|\babsent\b|\boff\b|\bunavailable\b"
)
BROKEN = _words(
    r"坏|故障|维修|停用|保养|送修|抛锚|不能开|年检|检修"
    r"|\bbroken?\b|\bbreaks? down\b|\bbroke down\b|\brepair\w*|\bout of (?:service|order)\b"
)
CLOSED = _words(
    r"关闭|停用|占用|不能用|维修|停业|闭馆|装修|不营业|歇业|不开门|不开放|关门|漏水|停电|检修|不能进"
    r"|\bclosed\b|\bcloses\b|\bunavailable\b|\bnot available\b"
)
MORE = _words(
    rf"(?:多来|增加|新增|多|加|再来|添)\s*了?\s*{COUNT_ZH}{_PEOPLE_ZH}|\b{_COUNT_EN}\s+more\s+{_PEOPLE_EN}\b|\b{_COUNT_EN}\s+{_PEOPLE_EN}\s+more\b"
)
FEWER = _words(
    rf"(?:少来|减少|减去|少|减)\s*了?来?\s*{COUNT_ZH}{_PEOPLE_ZH}|\b{_COUNT_EN}\s+(?:fewer|less)\s+{_PEOPLE_EN}\b|\b{_COUNT_EN}\s+{_PEOPLE_EN}\s+(?:fewer|less)\b"
)
LENGTHENED = _words(r"延长|加长|加时|\blonger\b|\bextend\w*")
SHORTENED = _words(r"缩短|\bshorter\b|\bshorten\w*")
LASTS = _words(r"时长|改为(?=\s*$)|\btakes\b|\blasts\b")
LATER = _words(rf"推迟|{LATE.pattern}")
TO = _words(
    r"定在|固定|指定|改到|改在|改为|改成|挪到|移到|调到|换到|必须|要求在|安排在|提前到|推迟到|延后到|延到|换成"
    r"|\bfixed\b|\bmust be\b|\bmoved? to\b|\bmoved?\b|\bto\b(?=\s*$|\s{2,})"
)
WITH = _words(r"由|\bwith\b")
NEW = _words(
    r"新增(?:一个|一批)?(?:来访|客户|客人|团|代表团)|新来(?:一个|一批)?(?:客户|客人|团)|(?:增加|加)一个(?:来访|团)"
    r"|\b(?:a )?new (?:visit|delegation|group|client)\b"
)
NO_ITEM = _words(
    r"打包早餐|早餐|早饭|住宿|退房|自由活动|\b(?:packed )?breakfast\b|\bcheck-out\b|\bfree time\b|\bnights?\b"
)
"""Rows of a programme that are no items: they follow from nights and days."""
GROUP = _words(rf"第{COUNT_ZH}批(?:客人)?|\bgroup (\d+)\b")
PEOPLE = _words(rf"{COUNT_ZH}\s*(?:个人|人|位|名)|\b{_COUNT_EN}\s+{_PEOPLE_EN}\b")

_OTHER_WORDS = _words(
    r"推迟|提前|代表团|访问团|考察团|客人|客户|公司|集团|来宾|领导|一行|那边|方面|他们|她们|对方|我们|我方|咱们|因故|通知|来电|告知"
    r"|需要|可以|能不能|谢谢|麻烦|您好|你好|现在|已经|临时|突然|可能|大概|大约|左右|时间|时候|以后|之后|以前|之前|开始|结束|参加|出席|参会|陪同"
    r"|司机|师傅|活动|安排|日程|节目|全程|整团|全团|来访|访问|行程|一下|请问|那个|这个|开车|自驾|上车|人数|办理|照常|不好意思|返回|全部|一共|总共|主讲|下雨|下雪|大雾|暴雨|台风|雷雨|天气|不好|堵车|封路"
    r"|贵宾|晚上|早上|上午|下午|中午|凌晨"
)
_SMALL_WORDS = set(
    "的了们请把将也都被给让和与及跟在从到往于是有要会就再还又只先后个次约团方他她它说需能吗吧啦呢啊这那此本该前起改换坐乘来去不"
    "晚早迟病坏加少多减走由推人位名批全整已因讲陪见，,。；;：:、！!？?（）()“”\"'…·.-—～~"
)
_STOP_TEXT = """
the a an is are was were has have had been be being will would shall now on at in of to for by from and s t our
their its it they them we us please that this there some group groups delegation delegations team party
guest guests visitor visitors people client clients company instead until till not no driver whole visit trip half
hour hours minutes minute min day days about time already unfortunately sorry because due going room meeting item
event hello dear thanks thank you only also just both all more fewer less new bring brings bringing as with off up
out down back forward after before move moved set takes take
"""
_STOP_WORDS = frozenset(_STOP_TEXT.split())
_REASON = _words(r"(?:因为|由于)[^,;。]*[,]|,?\s*\b(?:because of|because|due to)\b[^,;]*(?:,|$)")
_TOKEN = re.compile(r"[A-Za-zÀ-ɏ][\w'’.À-ɏ-]*|[^\s\x00-\x7fÀ-ɏ]+|\d[\d.:/]*|[^\s\w]+")
_KNOWN = (
    NO_ITEM, NOT_COMING, GROUP, NEW, MORE, FEWER, PEOPLE, TO, CHANGED_TRAVEL, CANCELLED, LENGTHENED, SHORTENED, LASTS,
    AWAY, BROKEN, CLOSED, TRAVEL, LEAVING, LATER, EARLY, WITH, _OTHER_WORDS,
)  # fmt: skip
"""What is known of a sentence besides names and times, particular words before general ones."""


def without_reason(text: str) -> str:
    """Return a sentence with blanks in the place of the reason that it gives: 因为下雨，…."""
    return _REASON.sub(lambda match: " " * len(match[0]), text)


def unknown_words(words: str) -> list[tuple[int, str]]:
    """Return the words of a sentence, outside names and times, that belong to no event, each with where it stands.

    Words of one sign count only where nothing but such signs remains: 晚 in 李晚霞 says nothing.
    """
    for pattern in _KNOWN:
        words = pattern.sub(_long_ones_blanked, words)
    found = []
    for match in _TOKEN.finditer(words):
        token = match[0]
        if token.isascii() or not re.match(r"[^\x00-\x7fÀ-ɏ]", token):
            known = lower_stop(token) in _STOP_WORDS or not any(sign.isalnum() for sign in token)
            if not known:
                found.append((match.start(), token))
            continue
        bare = without_small(token)
        if bare:
            found.append((match.start() + token.index(bare), bare))
    return found


def without_small(text: str) -> str:
    """Return a Chinese text without the signs at its ends that say nothing by themselves."""
    start, end = 0, len(text)
    while start < end and text[start] in _SMALL_WORDS:
        start += 1
    while end > start and text[end - 1] in _SMALL_WORDS:
        end -= 1
    return text[start:end]


def lower_stop(token: str) -> str:
    """Return an English word as the list of stop words has it."""
    return re.sub(r"['’]s?$", "", token.lower().rstrip(".-"))


def is_small(text: str) -> bool:
    """Tell whether a text is made of signs that say nothing by themselves."""
    return all(sign in _SMALL_WORDS or sign.isspace() for sign in text)


def _long_ones_blanked(match: re.Match[str]) -> str:
    text = match[0]
    return " " * len(text) if len(text.strip()) > 1 else text
