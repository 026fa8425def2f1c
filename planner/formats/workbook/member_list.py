"""A list of people as it comes by chat or from a Word table: name, title, phone in any order, one a line.

Nothing is lost: what is not understood goes to the note, and a line that could be read in two ways is doubtful and
keeps its words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from models.domain.bilingual import bilingual
from planner.formats.absent import ATTENDS_FIELD
from planner.formats.workbook import column_choices
from planner.formats.workbook.forms_week import MEMBERS_FORM
from planner.language.absence import name_and_mark, reply, says_absent
from planner.language.forms_of_address import DOUBLE_SURNAMES
from planner.language.text import split, tight

_SURNAME_CHARACTERS = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温庞樊兰殷施洪翟"
    "安颜倪牛章鲁葛俞毕齐季邬骆詹梅艾祁耿岳宫柳华霍焦左甘包祝纪舒屈项卜成裴席路佟柯苗车关冉宁荣欧游阮蓝凌盛费卫柏尤池"
    "费单滕应连喻卓褚娄木米戚蒙明凤查古鞠解宗车时阎谷岑晏司桑边窦郁栾强巫全臧艺由芦闵宛仇迟党岂敖封郎鲍苟巩沙习邢栗商储"
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
_FULL_WIDTH = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0B, 0xFF0D)
_HALF_WIDTH = {code: unicodedata.normalize("NFKC", chr(code)) for code in _FULL_WIDTH}
_PADDED = re.compile(r"(?<![\u3400-\u9fff·])[\u3400-\u9fff](?: {1,4}[\u3400-\u9fff]){1,3}(?![\u3400-\u9fff·])")
"""Signs with blanks between them: 张 三, so that names of two line up with three."""
_LIKE_A_PHONE = re.compile(r"(?=(?:.*\d){5})[+(]?\d[\d\-() .A-Za-z]{4,15}")
_PHONE_DIGITS = re.compile(r"(?:(?:\+?86)?1[3-9]\d{9}|0\d{9,11}(?:\d{1,5})?|\+\d{8,15}|[48]00\d{7})")
_IDENTITY_NUMBER = re.compile(
    r"(?:(?:居民)?身份证|护照|证件|passport)(?:号码|号)?[:：\s]*(?P<told>[A-Za-z0-9][A-Za-z0-9-]{4,24})"
    r"|(?<![A-Za-z0-9])(?P<plain>\d{17}[\dXx])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""An identity number: told as such, or of eighteen signs as the identity cards here have them."""
_DIET_WORDING = re.compile(
    r"(?:饮食(?:禁忌|要求|习惯)?|忌口|用餐)?[:：]?\s*(?:需要|需|要|只|必须|须)?(?:吃|用|食用)?(?P<diet>\S+?)(?:餐食|餐饮|饮食|食品|餐|者|人士)?"
)
_NUMBERING = re.compile(r"^\s*(?:[(（]?\d{1,3}[)）.、．:：]|\d{1,3}[\s\t]+(?=\D)|[①-⑳]|[-•·*●■◆▪]+(?=\s|\D))\s*")
_SEPARATOR = re.compile(r"[\t、,，;；/|｜。]+|\s{2,}|[-–—]{1,2}(?=\s)|(?<=\s)[-–—]{1,2}")
_BRACKET = re.compile(r"[（(【\[]([^（()）【】\[\]]*)[）)】\]]")
_LABEL = re.compile(
    r"^(姓名|名字|职务|职位|职称|单位|部门|公司|备注|性别|民族|饮食|忌口|name|title)[:：]\s*", re.IGNORECASE
)
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
    ATTENDS_FIELD,
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
    absent : bool
        Whether the line says that the person does not come.
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
    absent: bool = False

    @property
    def label(self) -> str:
        """The name, with the remark that names a substitute."""
        remark = next((note for note in self.notes if "由" in note), "")
        return f"{self.name}（{remark}）" if remark else self.name

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
            person.doubts.append(bilingual("姓名出现两次", "the name is there twice"))
        if person.phone and any(other.phone == person.phone for other in people):
            person.doubts.append(bilingual("电话与另一位相同", "the phone number is there twice"))
        if person.role and any(other.role for other in people):
            person.doubts.append(bilingual("主宾不止一位", "more than one leads the party"))
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
        if path in ("name", "sex"):
            _take(person, _unpadded(text), certain=path == "name")
        elif path == "diet":
            _diets(person, text)
        elif path == ATTENDS_FIELD:
            answer = reply(text, dinner=True)
            person.absent = answer is False
            person.notes += [text] if answer is not True and len(text) > 1 else []
        elif path == "title":
            person.title = text
        elif path == "phone":
            _phone(person, text.translate(_HALF_WIDTH))
        elif path in _COPIED:
            person.cells[path] = text
            if path == "identity_number":
                person.line = person.line.replace(text, "")
        elif path == "role" and (role := column_choices.GUEST_ROLE_CHOICE.key(text)):
            person.role = role
        else:
            person.absent |= path == "note" and says_absent(text, dinner=True)
            person.notes.append(text if path in ("note", "unit") else f"{path.lstrip('?')}：{text}")
    return _judged(person)


def _of_line(line: str) -> MemberLine:
    """Read a line in any order."""
    person = MemberLine(line)
    line = line.replace("\u3000", " ").translate(_HALF_WIDTH)
    if numbers := [found["told"] or found["plain"] for found in _IDENTITY_NUMBER.finditer(line)]:
        line = _IDENTITY_NUMBER.sub("  ", line)
        person.line = line  # an identity number stands in its own column, never in a note
        person.cells["identity_number"] = numbers[0]
    if len(set(numbers)) > 1:
        person.doubts.append(bilingual("证件号不止一个", "more than one identity number"))
    rest = _unpadded(_NUMBERING.sub("", line))
    phones = [found["n"].strip() for found in _PHONE_PATTERN.finditer(rest)]
    rest = _PHONE_PATTERN.sub("  ", rest)
    if phones:
        person.phone = phones[0]
        person.notes += phones[1:]
    if len(phones) > 1:
        person.doubts.append(bilingual("电话不止一个", "more than one phone number"))
    for inside in _BRACKET.findall(rest):
        _aside(person, inside.strip())
    rest = _BRACKET.sub("  ", rest)
    parts = [part.strip() for part in _SEPARATOR.split(rest) if part and part.strip(" :：")]
    for part in parts:
        _take(person, _LABEL.sub("", part), certain=bool(re.match(r"(姓名|名字|name)[:：]", part, re.IGNORECASE)))
    return _judged(person)


def _unpadded(text: str) -> str:
    """Return a text in which signs with blanks between them are names again: 张 三."""

    def joined(found: re.Match[str]) -> str:
        signs = found[0].replace(" ", "")
        return signs if _is_name(signs) else found[0]

    return _PADDED.sub(joined, text.replace("\u3000", " "))


def _phone(person: MemberLine, text: str) -> None:
    """Take a phone number, and say where it cannot be one."""
    person.phone = person.phone or text
    if text != person.phone:
        person.notes.append(text)
    if re.search(r"[A-Za-z]", re.sub(r"(?i)ext\.?|转", "", text)):
        person.doubts.append(bilingual("电话里有字母", "letters in the phone number"))
    elif not _PHONE_DIGITS.fullmatch(re.sub(r"[^\d+]", "", text)):
        digits = len(re.sub(r"\D", "", text))
        person.doubts.append(bilingual(f"电话有 {digits} 位，不像号码", f"{digits} digits are no phone number"))


def _diets(person: MemberLine, text: str) -> None:
    """Take what somebody eats; words that are no diet of ours go to the note."""
    for part in split(text.replace("/", "、").replace("+", "、").replace(" ", "、")):
        key = _diet(part)
        if key:
            person.diet += [key] if key not in person.diet else []
        elif tight(part) not in ("无", "没有", "-", "正常", "无忌口", "无禁忌"):
            person.notes.append(f"饮食：{part}")


def _diet(text: str) -> str:
    """Return the diet that a word names, 清真 as well as 需清真餐; ``""`` for none."""
    choice = column_choices.DIET_CHOICES.choice
    found = _DIET_WORDING.fullmatch(text)
    return choice.key(text) or (choice.key(found["diet"]) if found else None) or ""


def _aside(person: MemberLine, text: str) -> None:
    """Take what stands in brackets."""
    if says_absent(text, dinner=True):
        person.absent = True
        person.notes.append(text)
    elif text in _PRINCIPAL_WORDS:
        person.role = "principal"
        person.notes.append(text)
    elif text in _SEX_OF_WORD or text in _SEX_OF_ADDRESS:
        person.sex = (_SEX_OF_WORD | _SEX_OF_ADDRESS)[text]
    elif text:
        key = _diet(text)
        (person.diet.append(key) if key else person.notes.append(text))


def _take(person: MemberLine, text: str, certain: bool = False) -> None:
    """Take one part of a line: a sex, a diet, a name, a title, or something for the note."""
    text = text.strip(" :：.")
    if not text:
        return
    if certain:
        name, note = name_and_mark(text, dinner=True)
        if not note:
            name, note = _without_note(text)
        person.name, person.sex = _polite(name, person.sex)
        if note:
            _aside(person, note)
    elif text in _SEX_OF_WORD:
        person.sex = _SEX_OF_WORD[text]
    elif says_absent(text, dinner=True):
        person.absent = True
        person.notes.append(text)
    elif key := _diet(text):
        person.diet += [key] if key not in person.diet else []
    elif _LIKE_A_PHONE.fullmatch(text):
        _phone(person, text)
    elif " " in text and not _latin(text):
        for word in text.split():
            _take(person, word)
    else:
        _take_word(person, text)


def _without_note(text: str) -> tuple[str, str]:
    found = _BRACKET.search(text)
    return (_BRACKET.sub("", text).strip(), found[1].strip()) if found else (text, "")


def _take_word(person: MemberLine, text: str) -> None:
    name, mark = name_and_mark(text, dinner=True)
    if mark:
        person.absent = True
        person.notes.append(mark)
        text = name
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
            person.doubts.append(bilingual("姓名与职务连写", "name and title run together"))
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
    if text[:2] in DOUBLE_SURNAMES:
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
        person.doubts.append(bilingual("没有认出姓名", "no name was found"))
        person.name = ""
    elif len(person.name) == 1:
        person.doubts.append(bilingual("姓名只有一个字", "a name of one character"))
    return person
