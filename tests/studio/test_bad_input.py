"""Bad input to every form of the studio: a clear answer, nothing kept that cannot be mended, never a fault."""

from __future__ import annotations

import pytest

from tests.runtime.pages.workplace import TENANT, Workplace

HOSTILE = (
    "'; DROP TABLE deal; --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "../../etc/passwd",
    "x" * 1_000_000,
    "²",
    "99999999999999999999999999",
    "-1",
    "[" * 5_000,
    '{"name": "title"}',
    "\N{RIGHT-TO-LEFT OVERRIDE}evil",
)
FORMS = (
    ("/studio/o/deal/fields", "added"),
    ("/studio/o/deal/fields", "index"),
    ("/studio/o/deal/fields/sort", "order"),
    ("/studio/o/deal/fields/title", "name"),
    ("/studio/o/deal/fields/title", "type"),
    ("/studio/o/deal/fields/title", "label.en"),
    ("/studio/o/deal/fields/title", "max_length"),
    ("/studio/o/deal/fields/title", "default"),
    ("/studio/o/deal/fields/title", "seen"),
    ("/studio/o/deal/fields/title", "shown.asked"),
    ("/studio/o/deal/fields/stage", "options.row"),
    ("/studio/o/deal/fields/title/restore", "entry"),
    ("/studio/o/deal/fields/notes/restore", "index"),
    ("/studio/o/deal", "label.en"),
    ("/studio/o/deal", "icon"),
    ("/studio/o/deal", "unique.row"),
    ("/studio/o/deal/rules", "when"),
    ("/studio/o/deal/rules", "was"),
    ("/studio/o/deal/undo", "step"),
    ("/studio/objects", "en"),
    ("/studio/objects", "name"),
    ("/studio/documents/view/all", "body"),
    ("/studio/documents/view/all", "version"),
    ("/studio/publish", "base"),
    ("/studio/publish", "note"),
    ("/studio/discard", "kind"),
    ("/studio/forms", "object"),
    ("/studio/forms", "start"),
    ("/studio/forms", "roles"),
    ("/studio/f/deal_form", "label.en"),
    ("/studio/f/deal_form", "purpose"),
    ("/studio/f/deal_form", "seen"),
    ("/studio/f/deal_form?part=0.0.3", "width"),
    ("/studio/f/deal_form?part=0.0.3", "visible_when"),
    ("/studio/f/deal_form?part=0.0", "columns"),
    ("/studio/f/deal_form?part=1.0.0", "columns"),
    ("/studio/f/deal_form/edits/add", "added"),
    ("/studio/f/deal_form/edits/add", "inside"),
    ("/studio/f/deal_form/edits/add", "before"),
    ("/studio/f/deal_form/edits/move", "part"),
    ("/studio/f/deal_form/edits/move", "inside"),
    ("/studio/f/deal_form/edits/remove", "part"),
    ("/studio/f/deal_form/edits/remove", "drawn"),
    ("/studio/f/deal_form/edits/widen", "width"),
    ("/studio/f/deal_form/edits/columns", "columns"),
    ("/studio/f/deal_form/edits/rename", "label"),
    ("/studio/f/deal_form/undo", "step"),
    ("/studio/f/deal_form/preview/sheet", "_action"),
    ("/studio/f/deal_form/preview/sheet", "account"),
    ("/studio/f/deal_form/preview/sheet", "lines-0-price"),
)


@pytest.mark.parametrize(("path", "name"), FORMS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_text_in_a_form_is_answered(workplace: Workplace, path: str, name: str, text: str) -> None:
    visitor = workplace.visitor("admin")
    told = {"part": "0.0.1", "added": "block.divider"} if "/edits/" in path else {}
    values = {**told, name: text, **({"kind": "view", "name": text} if name == "kind" else {})}
    answer = visitor.send(path, *values.items(), part=True)
    assert answer.status_code < 500
    assert "<script>alert" not in answer.text
    workplace.composition.releases.discard(TENANT, workplace.actor())


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if len(text) < 100], ids=lambda text: ascii(text[:12])
)
@pytest.mark.parametrize(
    "path",
    [
        "/studio/o/{}",
        "/studio/o/deal/field/{}",
        "/studio/o/deal?field={}",
        "/studio/o/deal/rules/{}",
        "/studio/documents/{}/all",
        "/studio/documents/view/{}",
        "/studio/releases/{}/changes",
        "/studio/releases/{}/rollback",
        "/studio/plan?back={}",
        "/studio/f/{}",
        "/studio/f/deal_form?part={}",
        "/studio/f/deal_form?record={}",
        "/studio/f/deal_form/select?part={}&part=0.0.1",
        "/studio/f/deal_form/preview?role={}",
        "/studio/f/deal_form/preview/sheet?record={}",
        "/studio/forms/new?object={}",
    ],
)
def test_hostile_addresses_are_answered(workplace: Workplace, path: str, text: str) -> None:
    from urllib.parse import quote

    answer = workplace.visitor("admin").look(path.format(quote(text, safe="")))
    assert answer.status_code < 500
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/studio/trash/x/restore",
        "/studio/trash/x/purge",
        "/studio/o/ghost/remove",
        "/studio/f/ghost/copy",
        "/studio/f/deal_form/edits/ghost",
    ],
)
def test_what_is_not_there_is_not_found(workplace: Workplace, path: str) -> None:
    assert workplace.visitor("admin").send(path, part=True).status_code == 404
