"""Policy editions: the one that comes with Jiedai, and those that say what differs."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from planner.formats import load_edition
from planner.formats.text.edition import editions


def test_the_default_edition():
    assert load_edition() == load_edition("default")
    assert load_edition().id == "default"
    assert "default" in editions()


def test_an_edition_over_another(tmp_path):
    path = tmp_path / "spring.toml"
    path.write_text(
        'base = "default"\nid = "spring"\nname = "春"\n'
        '[rules.ARR-01]\nlevel = "must"\n[packages.C]\nmeal_price = 100\n',
        encoding="utf-8",
    )
    edition, default = load_edition(path), load_edition()
    assert edition.rules["ARR-01"].level == "must"
    assert edition.packages["C"] == default.packages["C"].replace(meal_price=100)
    assert edition.shape == default.shape


def test_an_edition_over_itself_is_refused(tmp_path):
    path = tmp_path / "loop.toml"
    path.write_text(f'base = "{path.name}"\nid = "loop"\nname = "loop"\n', encoding="utf-8")
    with pytest.raises(FaultyInput, match="no edition to start from"):
        load_edition(path)


def test_faults_of_the_base_name_the_base(tmp_path):
    (tmp_path / "base.toml").write_text('id = "base"\nname = "b"\nlevel_bounds = 7\n', encoding="utf-8")
    path = tmp_path / "over.toml"
    path.write_text('base = "base.toml"\nid = "over"\n', encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_edition(path)
    assert any(
        fault.file.endswith("base.toml") and fault.where.startswith("level_bounds") for fault in caught.value.faults
    )


def test_an_edition_over_another_has_its_own_id_and_name(tmp_path):
    path = tmp_path / "nameless.toml"
    path.write_text('base = "default"\n', encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_edition(path)
    assert [fault.where for fault in caught.value.faults] == ["id", "name"]


def test_unknown_edition_names_the_known():
    with pytest.raises(FaultyInput, match="default"):
        load_edition("defualt")
