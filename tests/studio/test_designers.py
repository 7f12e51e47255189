"""Every designer keeps the contract: it knows its documents, its templates are there, its words are in both languages."""

from __future__ import annotations

import pytest

from studio.designers import Designer
from studio.designers.registry import DESIGNERS
from tests.runtime.pages.workplace import Workplace
from web.kinds import KINDS


@pytest.fixture(params=tuple(DESIGNERS.values()), ids=tuple(DESIGNERS))
def designer(request: pytest.FixtureRequest) -> Designer:
    found: Designer = request.param
    return found


def test_it_designs_documents_of_a_kind_that_exists(designer: Designer) -> None:
    assert designer.kind in {kind.name for kind in KINDS}


def test_its_words_are_in_both_languages(designer: Designer) -> None:
    words = (designer.palette_label, designer.palette_search, designer.palette_none, designer.canvas_label)
    assert all({"en", "zh-CN"} <= set(label.texts) for label in words)


def test_it_knows_a_document_itself_and_no_part_that_is_not_there(
    designer: Designer, workplace: Workplace
) -> None:
    blueprint = workplace.composition.releases.draft("demo").blueprint
    document = blueprint.of_kind(designer.kind)[0]
    part = designer.part(document, blueprint, "")
    assert part is not None
    assert part.path == ""
    assert designer.part(document, blueprint, "no such part") is None


def test_settings_that_nobody_touches_stay(designer: Designer, workplace: Workplace) -> None:
    blueprint = workplace.composition.releases.draft("demo").blueprint
    for document in blueprint.of_kind(designer.kind):
        part = designer.part(document, blueprint, "")
        assert part is not None
        assert designer.with_part(document, blueprint, "", part.values) == document.body
