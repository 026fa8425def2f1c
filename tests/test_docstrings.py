"""Types that docstrings name are there: every capitalised name behind the colon of a parameter, attribute or result."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

from tests.test_names import modules

SECTIONS = ("Parameters", "Attributes", "Class attributes", "Returns", "Yields")
FIELD = re.compile(r"\*{0,2}\w+(?:, ?\*{0,2}\w+)* : (?P<type>.+)")
TYPE_NAME = re.compile(r"(?<![\w`.'\"-])[A-Z]\w*")
LIBRARY_TYPES = {"DataFrame"}
"""Types of libraries that are imported only where they are needed."""


def types_named(docstring: str) -> Iterator[str]:
    """Yield the texts in the place of a type: behind the colon of a field, and the head of an unnamed result."""
    section, lines = "", docstring.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if re.fullmatch(r"-{3,}", following.strip()):
            section = line.strip()
        elif section in SECTIONS and (field := FIELD.fullmatch(line)):
            yield field["type"]
        elif section in ("Returns", "Yields") and line[:1] not in ("", " ", "-"):
            yield line


def names_of(module: ast.Module) -> Iterator[str]:
    """Yield the classes, aliases and imports of a module."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def test_types_in_docstrings_exist(root: Path) -> None:
    found = modules(root)
    known = {*dir(builtins), *LIBRARY_TYPES, *(name for _, module in found for name in names_of(module))}
    strange = [
        f"{path}: {node.name}: {name}"
        for path, module in found
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        for said in types_named(ast.get_docstring(node) or "")
        for name in TYPE_NAME.findall(said)
        if name not in known
    ]
    assert not strange, "name the type as it is called"
