"""A list of people as it comes by chat or from a Word table: name, title, phone in any order, one a line.

Nothing is lost: what is not understood goes to the note, and a line that could be read in two ways is doubtful and
keeps its words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from planner.formats.workbook import column_choices
from planner.formats.workbook.forms_week import MEMBERS_FORM
from planner.language.text import tight

_SURNAME_CHARACTERS = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温庞樊兰殷施洪翟"
    "安颜倪牛章鲁葛俞毕齐季邬骆詹梅艾祁耿岳宫柳华霍焦左甘包祝纪舒屈项卜成裴席路佟柯苗车关冉宁荣欧游阮蓝凌盛费卫柏尤池"
    "费单滕应连喻卓褚娄木米戚蒙明凤查古鞠解宗车时阎谷岑晏司桑边窦郁栾强巫全臧艺由芦闵宛仇迟党岂敖封郎鲍苟巩沙习邢栗商储"
)
_DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "夏侯",
    "令狐",
    "端木",
    "轩辕",
    "南宫",
)
_TITLE_PATTERN = re.compile(
    r"董事长|总裁|总经理|经理|总监|总工程师|总工|工程师|主任|处长|局长|厅长|司长|部长|科长|院长|所长|校长|行长|会长|秘书长|秘书|书记|"
    r"主席|市长|县长|省长|区长|镇长|乡长|理事|董事|监事|教授|讲师|博士|研究员|顾问|主管|专员|助理|会计|出纳|翻译|司机|记者|主编|"
    r"干事|员工|职员|调研员|巡视员|队长|站长|厂长|车间主任|技术员|设计师|律师|医生|代表|参赞|大使|领事|老师|"
    r"CEO|CTO|CFO|COO|VP|President|Director|Manager|Engineer|Chairman|Secretary|Assistant|Professor|Dr\.",
    re.IGNORECASE,
)
_BEFORE_TITLE = (
    r"(?:(?:常务|执行|高级|首席|资深|助理|名誉|第一|技术|营销|销售|市场|财务|行政|项目|采购|生产|质量|人事|党委|工程|办公室|安全|设备|"
    r"合同|商务|公司|人力资源|研发|信息|物资|国际|客户|大客户)(?:部|处|科|室|中心|公司)?)*副?"
)
_PHONE_PATTERN = re.compile(
    r"(?:(?:联系)?(?:电话|手机|号码|tel|mobile|phone|☎|📱)[号码]*[:：\s]*)?"
    r"(?P<n>(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|(?<!\d)0\d{2,3}[-\s]\d{7,8}(?:-\d{1,5})?|\+\d{2,3}[-\s\d]{7,15}\d)(?!\d)",
    re.IGNORECASE,
)
_HALF_WIDTH = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFF10, 0xFF1A), 0xFF0B, 0xFF0D)}
_NUMBERING = re.compile(r"^\s*(?:[(（]?\d{1,3}[)）.、．:：]|\d{1,3}[\s\t]+(?=\D)|[①-⑳]|[-•·*●■◆▪]+(?=\s|\D))\s*")
_SEPARATOR = re.compile(r"[\t、,，;；/|｜。]+|\s{2,}|[-–—]{1,2}(?=\s)|(?<=\s)[-–—]{1,2}")
_BRACKET = re.compile(r"[（(【\[]([^（()）【】\[\]]*)[）)】\]]")
_LABEL = re.compile(r"^(姓名|名字|职务|职位|职称|单位|部门|公司|备注|性别|民族|name|title)[:：]\s*", re.IGNORECASE)
_SEX_OF_ADDRESS = {"先生": "male", "女士": "female", "小姐": "female", "夫人": "female"}
_SEX_OF_WORD = {"男": "male", "女": "female"}
_COPIED = {column.path for column in MEMBERS_FORM.columns} - {
    "name",
    "title",
    "phone",
    "sex",
    "role",
    "diet",
    "note",
    "id",
}
"""Fields of a table with a header that are copied into their column; the reader of the workbook judges them."""
_PRINCIPAL_WORDS = ("团长", "组长", "领队", "带队", "主宾", "负责人")


@dataclass
class MemberLine:
    """One line.

    Attributes
    ----------
    cells : dict of str to str
        What stands in other columns of a table with a header, by field.
    doubts : list of str
        Why a person should look at it again.
    """

    line: str
    name: str = ""
    title: str = ""
    phone: str = ""
    sex: str = ""
    role: str = ""
    diet: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        """What else the line says; the whole line where it is doubtful."""
        notes = [*self.notes, *([f"原文：{self.line}"] if self.doubts else [])]
        return "；".join(notes)[:400]


def read_members(text: str) -> list[MemberLine]:
    """Read a list of people, one a line; blank lines and a header are passed over."""
    people: list[MemberLine] = []
    header: list[str] = []
    for line in text.replace("\r", "\n").split("\n"):
        if not line.strip():
            continue
        columns = _header(line)
        if columns:
            header = columns
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        fits = header and len(cells) == len(header)
        person = _of_cells(line.strip(), dict(zip(header, cells, strict=True))) if fits else _of_line(line.strip())
        if person.name and any(other.name == person.name for other in people):
            person.doubts.append("姓名出现两次 / the name is there twice")
        if person.role and any(other.role for other in people):
            person.doubts.append("主宾不止一位 / more than one leads the party")
            person.role = ""
        people.append(person)
    return people


def _header(line: str) -> list[str]:
    """Return the fields of a header's columns; none if the line is no header."""
    known = {title: column.path for column in MEMBERS_FORM.columns for title in column.titles}
    known |= {"序号": "number", "编号": "number", "no": "number", "no.": "number", "单位": "unit", "部门": "unit"}
    words = [tight(word) for word in re.split(r"[\t|｜,，]+|\s{2,}| ", line.strip()) if word.strip()]
    found = [known.get(word, "") for word in words]
    return [path or f"?{word}" for path, word in zip(found, words, strict=True)] if sum(map(bool, found)) >= 2 else []


def _of_cells(line: str, cells: dict[str, str]) -> MemberLine:
    """Read a line of a table with a header."""
    person = MemberLine(line)
    for path, text in cells.items():
        if not text or path == "number":
            continue
        if path in ("name", "sex", "diet"):
            _take(person, text, certain=path == "name")
        elif path in ("title", "phone"):
            setattr(person, path, text)
        elif path in _COPIED:
            person.cells[path] = text
        elif path == "role" and (role := column_choices.GUEST_ROLE_CHOICE.key(text)):
            person.role = role
        else:
            person.notes.append(text if path in ("note", "unit") else f"{path.lstrip('?')}：{text}")
    return _judged(person)


def _of_line(line: str) -> MemberLine:
    """Read a line in any order."""
    person = MemberLine(line)
    rest = _NUMBERING.sub("", line.replace("\u3000", " ").translate(_HALF_WIDTH))
    phones = [found["n"].strip() for found in _PHONE_PATTERN.finditer(rest)]
    rest = _PHONE_PATTERN.sub("  ", rest)
    if phones:
        person.phone = phones[0]
        person.notes += phones[1:]
    if len(phones) > 1:
        person.doubts.append("电话不止一个 / more than one phone number")
    for inside in _BRACKET.findall(rest):
        _aside(person, inside.strip())
    rest = _BRACKET.sub("  ", rest)
    parts = [part.strip() for part in _SEPARATOR.split(rest) if part and part.strip(" :：")]
    for part in parts:
        _take(person, _LABEL.sub("", part), certain=bool(re.match(r"(姓名|名字|name)[:：]", part, re.IGNORECASE)))
    return _judged(person)


def _aside(person: MemberLine, text: str) -> None:
    """Take what stands in brackets."""
    if text in _PRINCIPAL_WORDS:
        person.role = "principal"
        person.notes.append(text)
    elif text in _SEX_OF_WORD or text in _SEX_OF_ADDRESS:
        person.sex = (_SEX_OF_WORD | _SEX_OF_ADDRESS)[text]
    elif text:
        key = column_choices.DIET_CHOICES.choice.key(text)
        (person.diet.append(key) if key else person.notes.append(text))


def _take(person: MemberLine, text: str, certain: bool = False) -> None:
    """Take one part of a line: a sex, a diet, a name, a title, or something for the note."""
    text = text.strip(" :：.")
    if not text:
        return
    if certain:
        name, note = _without_note(text)
        person.name, person.sex = _polite(name, person.sex)
        if note:
            _aside(person, note)
    elif text in _SEX_OF_WORD:
        person.sex = _SEX_OF_WORD[text]
    elif column_choices.DIET_CHOICES.choice.key(text):
        person.diet.append(column_choices.DIET_CHOICES.choice.key(text))
    elif " " in text and not _latin(text):
        for word in text.split():
            _take(person, word)
    else:
        _take_word(person, text)


def _without_note(text: str) -> tuple[str, str]:
    found = _BRACKET.search(text)
    return (_BRACKET.sub("", text).strip(), found[1].strip()) if found else (text, "")


def _take_word(person: MemberLine, text: str) -> None:
    plain, sex = _polite(text, "")
    if not person.name and (_is_name(plain) or _latin(plain)) and not _TITLE_PATTERN.fullmatch(plain):
        if _latin(plain) and _TITLE_PATTERN.search(plain):
            _title(person, text)
            return
        person.name, person.sex = plain.replace(" ", "") if not _latin(plain) else plain, sex or person.sex
        return
    glued = _glued(text) if not person.name else None
    if glued:
        person.name, title, sure = glued
        _title(person, title)
        if not sure:
            person.doubts.append("姓名与职务连写 / name and title run together")
    elif _TITLE_PATTERN.search(text):
        _title(person, text)
    else:
        person.notes.append(text)


def _title(person: MemberLine, text: str) -> None:
    """Take a title; a second one is added."""
    person.title = f"{person.title}、{text}" if person.title else text
    if len(person.title) > 120:
        person.notes.append(person.title)
        person.title = ""


def _polite(text: str, sex: str) -> tuple[str, str]:
    for word, meant in _SEX_OF_ADDRESS.items():
        if text.endswith(word) and len(text) > len(word):
            return text.removesuffix(word).strip(), meant
    return text, sex


def _is_name(text: str) -> bool:
    """Tell whether a text looks like a Chinese name: a surname and one or two more; or parts with a dot between."""
    if re.fullmatch(r"[\u3400-\u9fff]{1,12}·[\u3400-\u9fff·]{1,20}", text):
        return True
    if not re.fullmatch(r"[\u3400-\u9fff]{2,4}", text) or _TITLE_PATTERN.search(text):
        return False
    if text[:2] in _DOUBLE_SURNAMES:
        return 3 <= len(text) <= 4
    return text[0] in _SURNAME_CHARACTERS and len(text) <= 3


def _latin(text: str) -> bool:
    return re.fullmatch(r"[^\W\d_]+(?:[ .'’·-]+[^\W\d_]+\.?)*", text) is not None and not re.search(
        r"[\u3400-\u9fff]", text
    )


def _glued(text: str) -> tuple[str, str, bool] | None:
    """Split 张三总经理 into name and title, and say whether that is sure."""
    found = re.search(rf"{_BEFORE_TITLE}(?:{_TITLE_PATTERN.pattern})", text, re.IGNORECASE)
    if found is None:
        return None
    before, after = text[: found.start()], text[found.start() :]
    if _is_name(before):
        return before, after, True
    if found.start() == 0 and _is_name(text[found.end() :]):
        return text[found.end() :], text[: found.end()], True
    for length in (3, 2):
        if len(before) > length and _is_name(before[:length]):
            return before[:length], text[length:], False
    return None


def _judged(person: MemberLine) -> MemberLine:
    if not person.name:
        person.doubts.append("没有认出姓名 / no name was found")
        person.name = ""
    elif len(person.name) == 1:
        person.doubts.append("姓名只有一个字 / a name of one character")
    return person
