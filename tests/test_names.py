"""Names stand for one thing each: classes, types and public constants; and nobody is taken for a man."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")
PRONOUN = re.compile(r"(?<![\w\"-])(?:he|his|him|himself)(?![\w\"-])", re.IGNORECASE)


@cache
def modules(root: Path) -> list[tuple[str, ast.Module]]:
    """Return the modules of both packages, by path."""
    files = sorted([*(root / "models").rglob("*.py"), *(root / "planner").rglob("*.py")])
    return [(file.relative_to(root).as_posix(), ast.parse(file.read_text(encoding="utf-8"))) for file in files]


def assigned(node: ast.stmt) -> list[tuple[str, ast.expr]]:
    """Return the names that a statement gives values to, with the values."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        return [(node.target.id, node.value)]
    if not isinstance(node, ast.Assign):
        return []
    found = []
    for target in node.targets:
        if isinstance(target, ast.Name):
            found.append((target.id, node.value))
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = zip(target.elts, node.value.elts, strict=False)
            found += [(name.id, value) for name, value in pairs if isinstance(name, ast.Name)]
    return found


def test_no_class_name_stands_for_two_classes(root: Path) -> None:
    found = defaultdict(list)
    for path, module in modules(root):
        for node in module.body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path)
    twice = {name: paths for name, paths in found.items() if len(paths) > 1}
    assert not twice, f"rename one of them: {twice}"


def test_no_public_constant_has_two_values(root: Path) -> None:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path, module in modules(root):
        for node in module.body:
            for name, value in assigned(node):
                if name.isupper() and not name.startswith("_") and len(name) > 1:
                    found[name][ast.dump(value)].append(path)
    twice = {name: list(by.values()) for name, by in found.items() if len(by) > 1}
    assert not twice, f"rename them by what they mean: {twice}"


def test_no_type_of_the_domain_shares_its_name(root: Path) -> None:
    """Classes and type aliases of ``models.domain``: whoever reads an annotation must not look up which one is meant.

    Two definitions that are equal mean the same and may stand in two modules.
    """
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path, module in modules(root):
        if not path.startswith("models/domain/"):
            continue
        for node in module.body:
            if isinstance(node, ast.ClassDef):
                found[node.name][path].append(path)
            for name, value in assigned(node):
                if TYPE_NAME.fullmatch(name):
                    found[name][ast.dump(value)].append(path)
    twice = {name: list(by.values()) for name, by in found.items() if len(by) > 1}
    assert not twice, f"rename them by what they mean: {twice}"


@pytest.mark.parametrize("package", ["models", "planner"])
def test_people_are_they(root: Path, package: str) -> None:
    found = []
    for file in sorted((root / package).rglob("*.py")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if PRONOUN.search(line):
                found.append(f"{file.relative_to(root)}:{number}: {line.strip()}")
    assert not found, "write they, or name the role"
