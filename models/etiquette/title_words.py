"""Words of titles that are no posts: scripts, qualifiers, sizes of organisations, abbreviations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TRADITIONAL = (
    "長长總总經经會会處处員员監监書书記记廳厅縣县區区鄉乡鎮镇辦办師师級级課课組组務务協协專专財财術术營营運运資资訊讯"
    "業业學学講讲職职實实藝艺黨党國国衛卫領领參参贊赞館馆聯联農农機机關关設设計计檢检審审議议將将衆众眾众軍军隊队銀银"
    "產产電电報报編编輯辑譯译導导護护醫医藥药圖图問问顧顾際际發发現现統统榮荣譽誉創创執执廠厂場场項项應应隨随驗验團团"
    "約约僱雇見见習习駕驾駛驶車车臺台灣湾幫帮簡简薦荐視视劃划製制環环網网線线間间時时傳传訓训練练銷销購购採采預预調调"
    "補补頭头談谈權权濟济從从勞劳轉转鐵铁對对單单錄录陸陆締缔準准騎骑觀观礎础兩两歐欧澤泽貿贸質质險险務务競竞標标準准"
    "紀纪憲宪測测繪绘續续種种輔辅選选舉举試试驗验闆板當当檔档聽听語语翻翻鑑鉴證证評评論论錶表輪轮辯辩護护產产紅红絲丝"
    "紡纺織织貨货買买賣卖費费銜衔勳勋爵爵僑侨臨临時时總总總总無无與与為为產产後后貴贵賓宾徵征稅税郵邮農农漁渔礦矿歷历"
)
_JAPANESE = (
    "総总専专営营経经県县庁厅検检査查図图験验団团労劳転转鉄铁発发対对応应実实単单録录権权観观済济従从訳译収收売卖読读"
    "広广気气沢泽価价仮假児儿毎每険险剤剂斉齐戦战囲围隣邻関关覧览顔颜塩盐歯齿竜龙滝泷"
)
_TO_SIMPLIFIED = str.maketrans(
    {pairs[n]: pairs[n + 1] for pairs in (_TRADITIONAL, _JAPANESE) for n in range(0, len(pairs), 2)}
)
_ALSO_JAPANESE = frozenset("会学国区医党参当台准制表采征")
"""Simplified signs that Japanese has too."""
_JAPANESE_FORM = frozenset(_JAPANESE[1::2]) | _ALSO_JAPANESE
_ONLY_TRADITIONAL = frozenset(
    old for old, new in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True) if new in _JAPANESE_FORM
)
_TRADITIONAL_OR_JAPANESE = frozenset(_TRADITIONAL[::2]) - _ONLY_TRADITIONAL
_ONLY_JAPANESE = frozenset(_JAPANESE[::2])
_SIMPLIFIED = (frozenset(_TRADITIONAL[1::2]) | frozenset(_JAPANESE[1::2])) - _ALSO_JAPANESE - _TRADITIONAL_OR_JAPANESE
_KANA = re.compile(r"[\u3040-\u30ff]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

NUMERALS = {str(n): word for n, word in enumerate("〇一二三四五六七八九")} | {"10": "十", "11": "十一", "12": "十二"}
_COUNTED = re.compile(r"(1[0-3]|[1-9])(?=[级等])")


@lru_cache(maxsize=8192)
def asian(text: str) -> str:
    """Return Chinese, Japanese or Korean words in the form by which they are looked up: simplified, no blanks."""
    plain = unicodedata.normalize("NFKC", text).translate(_TO_SIMPLIFIED)
    plain = "".join(plain.split())
    return _COUNTED.sub(lambda found: NUMERALS.get(found.group(), found.group()), plain)


def scripts(text: str) -> frozenset[str]:
    """Return the scripts that a text can be in; empty: nothing tells."""
    if HANGUL.search(text):
        return frozenset({"korean"})
    if _KANA.search(text):
        return frozenset({"japanese"})
    if not ASIAN.search(text):
        return frozenset({"latin"})
    letters = set(text)
    if letters & _ONLY_TRADITIONAL:
        return frozenset({"traditional"})
    if letters & _ONLY_JAPANESE:
        return frozenset({"japanese"})
    if letters & _SIMPLIFIED:
        return frozenset({"simplified"})
    if letters & _TRADITIONAL_OR_JAPANESE:
        # 会長: a sign that both simplified and Japanese have, beside one that is not simplified
        return frozenset({"japanese"} if letters & _ALSO_JAPANESE else {"japanese", "traditional"})
    return frozenset()


# ------------------------------------------------------------------------------------------ qualifiers

QUALIFIERS: dict[str, str] = {
    **dict.fromkeys(("副", "부", "次席"), "deputy"),
    **dict.fromkeys(("常务副", "第一副", "执行副"), "first deputy"),
    **dict.fromkeys(("高级副", "资深副"), "senior deputy"),
    "助理副": "junior deputy",
    **dict.fromkeys(("代", "代理", "暂代", "署理", "临时", "候任", "拟任", "직무대행", "대행"), "acting"),
    **dict.fromkeys(
        ("原", "前", "前任", "原任", "曾任", "离任", "卸任", "元", "退休", "离休", "已退休", "전", "전임"), "former"
    ),
    **dict.fromkeys(("名誉", "荣誉", "终身", "명예"), "honorary"),
    **dict.fromkeys(("高级", "资深", "上席", "高等", "第一"), "senior"),
    "首席": "chief",
    **dict.fromkeys(("初级", "见习", "实习", "预备", "准", "助理", "候补", "试用"), "junior"),
    **dict.fromkeys(
        (
            "执行",
            "轮值",
            "联席",
            "共同",
            "兼",
            "兼任",
            "现任",
            "时任",
            "专职",
            "特邀",
            "特聘",
            "客座",
            "兼职",
            "常务",
            "的",
        ),
        "",
    ),
}
"""Chinese and Korean words before a post, by what they do to it; "" changes nothing."""
LONGEST_QUALIFIER = max(map(len, QUALIFIERS))
FORMER_AT_FRONT = re.compile(r"^(原任?|前任?|曾任|已?退休|离休|전)(?=.)")
"""原省财政厅厅长: the word stands before the organisation."""
NOT_FORMER = re.compile(r"^(前[台端厅沿线海锋进程哨卫]|原[料油材子创生始野平阳]|전[무문략자산사기])")
LATIN_QUALIFIERS: dict[str, str] = {
    **dict.fromkeys(
        (
            "deputy",
            "vice",
            "stellvertretender",
            "stellvertretende",
            "stv",
            "stellv",
            "vize",
            "adjoint",
            "pro",
            "sous",
            "sub",
            "under",
            "second",
        ),
        "deputy",
    ),
    **dict.fromkeys(("associate", "beigeordneter"), "junior deputy"),
    "assistant": "assistant deputy",
    **dict.fromkeys(("acting", "interim", "kommissarischer", "designate", "elect", "interimaire"), "acting"),
    **dict.fromkeys(
        (
            "former",
            "ex",
            "past",
            "retired",
            "ret",
            "emeritus",
            "emerita",
            "emeritierter",
            "ehemaliger",
            "ehemalige",
            "ancien",
            "ancienne",
            "late",
            "altbundes",
        ),
        "former",
    ),
    **dict.fromkeys(("honorary", "ehren", "honoraire", "honorar"), "honorary"),
    **dict.fromkeys(("senior", "executive", "leitender", "principal"), "senior"),
    **dict.fromkeys(("first", "erster", "premier"), "first"),
    "chief": "chief",
    **dict.fromkeys(("junior", "trainee", "probationary"), "junior"),
}
SHIFT = {"acting": 1, "former": 1, "honorary": 1, "senior": -2, "chief": -4, "junior": 4, "first": -1, "": 0}
"""Levels that a qualifier adds: who holds an office goes before who held it, holds it for the time being or in name."""
HONORIFICS = frozenset({("dr",), ("doctor",), ("professor",), ("phd",), ("ing",)})
"""Before a name or another title: a title of its own."""

# ------------------------------------------------------------------------------------------ organisations

_NO_UNIT = re.compile(
    r"市场|市政|市民|城乡|乡村|村镇|城镇|乡镇企业|区域|地区总部|自治区|特区|开发区|高新区|园区|保税区|(?<!浦东)(?<!滨海)新区|军区|战区|大区|片区|景区|小区"
    r"|库区|社区卫生|镇江|景德镇|红旗|旗舰|旗下|省级|县域|街区|国家级|全国性|国家电网|村田|中国"
)
_STATE_UNITS = (
    ("村", re.compile(r"村|社区|居委")),
    ("乡", re.compile(r"[乡镇]|街道")),
    ("直辖区", re.compile(r"(北京|上海|天津|重庆)市?[^市]{1,6}区")),
    ("县", re.compile(r"[县旗区]")),
    ("副省", re.compile(r"(沈阳|大连|长春|哈尔滨|南京|杭州|宁波|厦门|济南|青岛|武汉|广州|深圳|成都|西安)市")),
    ("市", re.compile(r"(?<!北京)(?<!上海)(?<!天津)(?<!重庆)市|自治州|州委|州政府|州人|盟|地委|行署|地区")),
    ("省", re.compile(r"省|(北京|上海|天津|重庆)(?!大学)")),
    ("总局", re.compile(r"总局|总署|审计署")),
    ("国家局", re.compile(r"国家[^部委]{1,8}局")),
    ("部", re.compile(r"部.{1,12}[司局办厅]$")),
    ("国", re.compile(r"国务院|中央|全国|国家|最高人民|中华人民共和国|[^省市县]{2,10}部$")),
)
_AUTONOMOUS = re.compile(r"(内蒙古|广西(壮族)?|西藏|宁夏(回族)?|新疆(维吾尔)?)?自治区")
_COMPANY = re.compile(r"公司|集团|股份|有限|厂|银行|酒店|商场|企业|院$|学校|大学|학교")
_COMPANY_UNITS = (
    ("部门", re.compile(r"(部|部门|事业部|事业群|中心|业务线|板块|条线|营业部|项目部)$")),
    ("支行", re.compile(r"支行|分理处")),
    ("二级分行", re.compile(r"二级分行")),
    ("分行", re.compile(r"分行|省行|市行")),
    ("总行", re.compile(r"总行")),
    ("央行", re.compile(r"人民银行|中央银行|央行")),
    ("分公司", re.compile(r"分公司|分厂|分店|分部|办事处")),
    ("大区", re.compile(r"大区|区域|地区总部|片区")),
    ("子公司", re.compile(r"子公司|下属公司")),
    ("集团", re.compile(r"集团|总公司|总部")),
)
UNITS = frozenset(name for name, _ in (*_STATE_UNITS, *_COMPANY_UNITS))
"""What may stand behind ``@`` in a ladder, beside titles."""


@lru_cache(maxsize=8192)
def units(organisation: str, before: str) -> tuple[str, ...]:
    """Return the sizes of the part of an organisation that words name, the one meant first.

    Parameters
    ----------
    organisation : str
        As it stands on the card.
    before : str
        What stands before the post: 预算处, 河南省财政厅, 投资部.
    """
    whole = organisation + before
    found = [name for name, pattern in _COMPANY_UNITS[:1] if pattern.search(before)]
    found += [name for name, pattern in _COMPANY_UNITS[1:] if pattern.search(whole)]
    if not _COMPANY.search(whole):
        state = _AUTONOMOUS.sub("省", whole)
        state = _NO_UNIT.sub("", state)
        names = [name for name, pattern in _STATE_UNITS if pattern.search(state)]
        if names:
            # the smallest part that is named is meant; a city of deputy provincial rank is a city too
            found.append(names[0])
            found += [
                name
                for name in names[1:]
                if (names[0], name) in (("副省", "市"), ("部", "国"), ("国家局", "国"), ("总局", "国"))
            ]
    return tuple(found)


# ------------------------------------------------------------------------------------------ Latin script

ABBREVIATIONS = {
    "sr": "senior", "snr": "senior", "jr": "junior", "asst": "assistant", "assoc": "associate", "dep": "deputy",
    "dept": "department", "mgr": "manager", "dir": "director", "exec": "executive", "lt": "lieutenant",
    "ltc": "lieutenant colonel", "col": "colonel", "capt": "captain", "maj": "major", "sgt": "sergeant",
    "cpl": "corporal", "gen": "general", "adm": "admiral", "cmdr": "commander", "cdr": "commander",
    "prof": "professor", "amb": "ambassador", "gov": "governor", "sen": "senator", "rep": "representative",
    "supt": "superintendent", "insp": "inspector", "eng": "engineer", "engr": "engineer", "hon": "honorary",
    "pres": "president", "vicepresident": "vice president", "secy": "secretary", "stellv": "stellvertretender",
    "gf": "geschaftsfuhrer", "dipl": "", "ing": "", "brig": "brigadier", "admin": "administrator",
    "mng": "managing", "snrvp": "senior vice president", "pvt": "private", "univ": "", "intl": "",
}  # fmt: skip
_FOLD = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "’": "'"})
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.[ -]?){2,}|\b(?:[A-Za-z]{1,2}\.){2,}")
_TOKEN = re.compile(r"[a-z0-9]+")
ARTICLES = frozenset(
    (
        "the", "a", "an", "le", "la", "les", "die", "das", "mr", "mrs", "ms", "monsieur", "madame", "herr",
        "frau", "sir", "his", "her", "excellency", "he", "honourable",
    )
)  # fmt: skip
OBJECT_MARKS = frozenset(
    (
        "of", "for", "to", "at", "in", "on", "with", "de", "du", "des", "d", "der", "dem", "den", "von",
        "vom", "zur", "zum", "fur", "im", "beim", "au", "aux", "pour", "from", "by",
    )
)  # fmt: skip
"""What follows is somebody else's title, a department or a place."""


@lru_cache(maxsize=8192)
def latin(text: str) -> tuple[str, ...]:
    """Return the words of a text in Latin script: lower case, no accents, abbreviations written out, no articles."""
    plain = _DOTTED.sub(lambda found: found.group().replace(".", "").replace("-", "").replace(" ", "") + " ", text)
    plain = unicodedata.normalize("NFKD", plain.translate(_FOLD).lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word for found in _TOKEN.findall(plain) for word in ABBREVIATIONS.get(found, found).split()]
    return tuple(word for word in words if word not in ARTICLES)


def base_form(word: str, known: frozenset[str]) -> str:
    """Return the form of a word that ladders have: leiterin → leiter, directrice → directeur."""
    if word in known:
        return word
    endings = (
        ("trice", "teur"),
        ("ienne", "ien"),
        ("euse", "eur"),
        ("ere", "er"),
        ("ee", "e"),
        ("in", ""),
        ("e", "er"),
    )
    tried = [
        word[: -len(old)] + new
        for old, new in (*endings, ("e", ""), ("s", ""), ("es", ""), ("en", ""))
        if word.endswith(old)
    ]
    return next((form for form in tried if form in known), word)
