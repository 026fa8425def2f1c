"""An office's own Word form is filled with what is known of a visit; texts of the week stay text."""

from __future__ import annotations

import pytest
from docx import Document as new_word

from models.domain.errors import FaultyInput
from planner.commands.papers import own_forms
from planner.judging.check import check
from planner.language.words import Words
from planner.packet.kit import Kit
from planner.packet.own_form import filled_form, form_fields
from planner.packet.packet import visit_folder
from planner.papers.paper import Paper
from tests.packet.test_document import word_text
from tests.papers import fake


def form(path, *paragraphs):
    made = new_word()
    for text in paragraphs:
        made.add_paragraph(text)
    table = made.add_table(rows=4, cols=2)
    table.rows[0].cells[0].text = "时间"
    table.rows[1].cells[0].text = "{%tr for 行 in 日程 %}"
    table.rows[2].cells[0].text, table.rows[2].cells[1].text = "{{ 行.时间 }}", "{{ 行.活动内容 }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    made.save(path)
    return path


def test_a_form_is_filled(kit, tmp_path):
    stay = kit.stays[0]
    own = form(tmp_path / "本单位.docx", "单位：{{ 客户单位 }}", "负责人：{{ 接待负责人 }}")
    texts = word_text(filled_form(kit, stay, own))
    assert f"单位：{stay.visit.client}" in texts
    for row in form_fields(kit, stay)["日程"]:
        assert row["活动内容"] in texts
    assert filled_form(kit, stay, own) == filled_form(kit, stay, own)


def test_no_form_takes_the_name_of_another_paper(kit, tmp_path):
    (tmp_path / "b").mkdir()
    own = form(tmp_path / "用车申请单.docx", "甲"), form(tmp_path / "b" / "用车申请单.docx", "乙")
    ours = f"{visit_folder(kit, 'office', kit.stays[0])}/用车申请单.docx"
    found = own_forms(kit.paper, own, {ours})
    assert len(found) == 2 * len(kit.stays)
    assert ours not in found
    mine = [name for name in found if name.startswith(ours.removesuffix(".docx"))]
    assert [word_text(found[name])[0] for name in mine] == ["甲", "乙"]


def test_texts_of_the_week_are_no_fields(tmp_path):
    evil = "甲{{ 7*7 }}</w:t><w:x/>{% for a in b %}&amp;"
    week = fake.week(1)
    data = week.model_dump(mode="json")
    data["visits"][0]["client"] = evil
    changed = type(week).model_validate(data)
    kit = Kit(Paper(check(changed, fake.plan(changed), fake.edition()), Words()))
    texts = word_text(filled_form(kit, kit.stays[0], form(tmp_path / "a.docx", "{{ 客户单位 }}")))
    assert evil in texts


@pytest.mark.parametrize("text", ["{{ 客户单位 ", "{% for %}", "{{ ''.__class__.__mro__ }}"])
def test_a_form_that_is_not_right_is_named(kit, tmp_path, text):
    with pytest.raises(FaultyInput, match="字段写得不对"):
        filled_form(kit, kit.stays[0], form(tmp_path / "错.docx", text))


def test_what_is_no_word_file_is_named(kit, tmp_path):
    (tmp_path / "b.docx").write_bytes(b"no zip")
    with pytest.raises(FaultyInput, match="不是 Word 文件"):
        filled_form(kit, kit.stays[0], tmp_path / "b.docx")


def test_fields_have_the_names_that_the_documents_tell(kit, root):
    told = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in form_fields(kit, kit.stays[0]):
        assert f"`{name}`" in told, name
