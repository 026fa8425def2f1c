"""Names of people and clients for made-up weeks; some with rare characters, as in real life."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_COMMON_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN = (
    "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂兰英华玉萍红鹏宇浩然子轩欣怡晨曦嘉琪思远文博雅婷海波建国"
    "志远立新宏图景行喆珺璟祎堃赟龑淼琰晟昊翊"
)
_FOREIGN = {
    "en": (("James", "Emily", "Oliver", "Grace", "Henry", "Sophie"), ("Carter", "Whitfield", "Nash", "Okafor", "Hale")),
    "ja": (("健一", "美咲", "翔太", "直子", "拓也", "恵"), ("佐々木", "高橋", "渡辺", "小野寺", "斎藤")),
    "de": (
        ("Jonas", "Katrin", "Stefan", "Ute", "Florian", "Heike"),
        ("Krüger", "Lindemann", "Voß", "Baumann", "Jäger"),
    ),
    "ru": (("Сергей", "Ольга", "Дмитрий", "Елена", "Павел", "Наталья"), ("Орлов", "Савченко", "Белых", "Ким", "Гусев")),
    "fr": (
        ("Claire", "Antoine", "Hélène", "Mathieu", "Inès", "Luc"),
        ("Moreau", "Lefèvre", "Garnier", "Benali", "Roux"),
    ),
}
_REGIONS = [
    "皖南",
    "浙东",
    "湘西",
    "川北",
    "鲁中",
    "苏北",
    "赣江",
    "闽西",
    "桂林道",
    "滇池",
    "黔中",
    "陇东",
    "河套",
    "辽东",
    "冀北",
    "晋南",
    "琼海",
    "珠江",
    "松花江",
    "天山",
    "巢湖",
    "太行",
    "秦岭",
    "淮北",
    "渤海",
    "洞庭",
]
_TRADES = ["矿业", "轨道交通", "水务", "隧道工程", "建材", "能源", "港务", "路桥", "冶金", "市政"]
_CLIENT_SUFFIXES = ["集团", "股份公司", "有限公司", "建设公司", "设计院", "工程局"]
_FOREIGN_FIRMS = {
    "en": ("Redstone Mining", "Harbour Tunnels", "Copperfield Resources", "Blue Ridge Metro", "Oakline Works"),
    "ja": ("東雲機械", "北斗建設", "瑞穂鉱業", "青嵐トンネル", "常陸重工"),
    "de": ("Bergwerk Süd", "Elbtunnelbau", "Harz Maschinen", "Rheinwerk", "Alpenbohr"),
    "ru": ("Уралбурмаш", "Северный рудник", "Метрострой-Восток", "Алтайгормаш", "Волгатоннель"),
    "fr": ("Tunnels du Rhône", "Mines de l'Atlas", "Forages Vosges", "Métro Littoral", "Carrières du Sud"),
}


class NameSource:
    """A source of names that does not repeat a client."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._used: set[str] = set()

    def person(self, language: str = "zh") -> str:
        """Return a person's name."""
        draw = self._random
        if language in _FOREIGN:
            first, last = _FOREIGN[language]
            given, family = draw.choice(first), draw.choice(last)
            return f"{family} {given}" if language == "ja" else f"{given} {family}"
        given = "".join(draw.choice(_GIVEN) for _ in range(draw.choice((1, 2, 2))))
        return draw.choice(_COMMON_SURNAMES) + given

    def client(self, kind: str, language: str = "zh") -> str:
        """Return a client's name, one that was not given before."""
        name = self._client(kind, language)
        number = 2
        while name in self._used:
            name = f"{self._client(kind, language)}{number if number > 12 else ''}"
            number += 1
        self._used.add(name)
        return name

    def _client(self, kind: str, language: str) -> str:
        draw = self._random
        if language in _FOREIGN_FIRMS:
            return draw.choice(_FOREIGN_FIRMS[language])
        region = draw.choice(_REGIONS)
        if kind == "government":
            return f"{region}{draw.choice(('市政府考察团', '开发区管委会', '发改委调研组'))}"
        if kind == "authority":
            return f"{region}{draw.choice(('质量监督站', '安全生产检查组', '科技评估组'))}"
        if kind == "media":
            return f"{region}{draw.choice(('日报采访组', '电视台摄制组', '工业网'))}"
        return region + draw.choice(_TRADES) + draw.choice(_CLIENT_SUFFIXES)
