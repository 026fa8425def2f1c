"""What click says of a call that it refuses, in Chinese: click itself speaks only English."""

from __future__ import annotations

import re

_THINGS = {"File": "文件", "Directory": "文件夹", "Path": "文件或文件夹"}
_KINDS = {"integer": "整数", "float": "数", "integer range": "整数", "float range": "数", "boolean": "是否"}
_TEXTS: tuple[tuple[str, str], ...] = (
    (r"Invalid value for (?P<hint>.+?): (?P<rest>.*)", "{hint} 有误：{rest}"),
    (r"Invalid value: (?P<rest>.*)", "有误：{rest}"),
    (r"Missing argument (?P<hint>.+?)\.(?P<rest>.*)", "缺少 {hint}。{rest}"),
    (r"Missing option (?P<hint>.+?)\.(?P<rest>.*)", "缺少选项 {hint}。{rest}"),
    (r"Missing parameter: (?P<hint>.+)", "缺少 {hint}。"),
    (r"\s*Choose from:(?P<names>.*)", "可选：{names}"),
    (
        r"No such option:? (?P<name>.+?)\.?(?: (?P<rest>\(?(?:Did you mean|Possible options:).*))?",
        "没有选项 {name}。{rest}",
    ),
    (r"No such command (?P<name>.+?)\.(?: (?P<rest>\(?Did you mean.*))?", "没有命令 {name}。{rest}"),
    (r"\(?Did you mean (?:one of: )?(?P<names>.+?)\?\)?", "是不是 {names}？"),
    (r"\(?Possible options: (?P<names>.+?)\)?", "是不是 {names}？"),
    (r"Option (?P<name>.+) requires an argument\.", "选项 {name} 后面要写内容。"),
    (r"Option (?P<name>.+) requires (?P<number>\d+) arguments\.", "选项 {name} 后面要写 {number} 项。"),
    (r"Option (?P<name>.+) does not take a value\.", "选项 {name} 后面不写内容。"),
    (r"Argument (?P<name>.+) takes (?P<number>\d+) values\.", "{name} 要写 {number} 项。"),
    (
        r"(?P<number>\d+) values are required, but (?P<given>\d+) (?:was|were) given\.",
        "要写 {number} 项，只有 {given} 项。",
    ),
    (r"Got unexpected extra arguments? \((?P<extra>.*)\)", "多写了“{extra}”。"),
    (r"(?P<value>.+) is not one of (?P<names>.+)\.", "{value} 不在可选之列：{names}。"),
    (r"(?P<value>.+) is not in the range (?P<range>.+)\.", "{value} 不在范围 {range} 内。"),
    (
        r"(?P<value>.+) is not a valid (?P<kind>integer range|float range|integer|float|boolean)\b.*",
        "{value} 不是{kind}。",
    ),
    (r"(?P<thing>File|Directory|Path) (?P<name>.+) does not exist\.", "没有{thing} {name}。"),
    (r"(?P<thing>File|Directory|Path) (?P<name>.+) is a file\.", "{name} 是文件，不是文件夹。"),
    (r"(?P<thing>File|Directory|Path) (?P<name>.+) is a directory\.", "{name} 是文件夹，不是文件。"),
    (r"(?P<thing>File|Directory|Path) (?P<name>.+) is not readable\.", "{thing} {name} 不能读。"),
    (r"(?P<thing>File|Directory|Path) (?P<name>.+) is not writable\.", "{thing} {name} 不能写。"),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), zh) for pattern, zh in _TEXTS)


def usage_in_chinese(text: str) -> str:
    """Return one of click's messages in Chinese; a text that is none of them stays as it is."""
    for pattern, zh in _PATTERNS:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        parts = {name: value or "" for name, value in found.groupdict().items()}
        if "rest" in parts:
            parts["rest"] = usage_in_chinese(parts["rest"])
        parts["thing"] = _THINGS.get(parts.get("thing", ""), "")
        parts["kind"] = _KINDS.get(parts.get("kind", ""), "")
        parts["names"] = "、".join(parts.get("names", "").replace(",", " ").split())
        return zh.format(**parts).strip()
    return text
