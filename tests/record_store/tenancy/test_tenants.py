"""Tenants are made whole or not at all, and see nothing of each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from metamodel import Blueprint, Conflict, Invalid, NotFound
from record_store.releases import Releases
from record_store.tenant_names import RESERVED
from tests.builders import a_field, an_object
from tests.record_store.releases.workshop import KINDS
from tests.record_store.tenancy.conftest import SYSTEM, Bureau

TRICKS = [
    "../other", "other/../other", "x\"; drop schema t_other cascade; --", "t_other", "control", "trellis_control",
    "OTHER", "other ", " other", "other.db", "other\x00", "%", "", "public", "pg_catalog", "ｏｔｈｅｒ", "o" * 500,
]  # fmt: skip


def test_a_tenant_is_listed_and_found_by_its_name(bureau: Bureau) -> None:
    bureau.tenant("acme")
    bureau.tenant("bolt")
    assert [tenant.name for tenant in bureau.tenants.list()] == ["acme", "bolt"]
    assert bureau.tenants.get("acme").label == "The acme company"


def test_settings_are_seen_at_once(bureau: Bureau) -> None:
    bureau.tenant("acme")
    assert bureau.store.live("acme").settings.zone == "UTC"
    bureau.tenants.change("acme", zone="Asia/Shanghai", label="Acme")
    assert bureau.store.live("acme").settings.zone == "Asia/Shanghai"
    assert bureau.tenants.get("acme").label == "Acme"


@pytest.mark.parametrize(
    "name", ["Acme", "a b", "-a", "a--b", "1a", "a" * 41, "", "a/b", "客户", *sorted(RESERVED)[:3]]
)
def test_names_that_are_no_names_are_refused(bureau: Bureau, name: str) -> None:
    with pytest.raises(Invalid):
        bureau.tenants.create(name)


def test_a_name_is_taken_once(bureau: Bureau) -> None:
    bureau.tenant("acme")
    with pytest.raises(Conflict):
        bureau.tenants.create("acme")


def test_a_wrong_blueprint_leaves_nothing_behind(bureau: Bureau) -> None:
    with pytest.raises(Invalid):
        bureau.tenants.create(
            "acme", Blueprint.of([an_object("deal", a_field("a", "lookup", object="nowhere"))])
        )
    with pytest.raises(Invalid):
        bureau.tenants.create("acme", locale="xx", zone="Nowhere/Land")
    assert bureau.tenants.list() == ()
    assert bureau.tenant("acme") == "acme"


def test_a_deleted_tenant_is_gone_and_its_name_is_free(bureau: Bureau) -> None:
    bureau.tenant("acme")
    with bureau.store.writing("acme", SYSTEM) as records:
        records.create("deal", {"title": "Lathe"})
    bureau.tenants.delete("acme")
    with pytest.raises(NotFound):
        bureau.store.live("acme")
    bureau.tenants.create("acme", Blueprint.of([an_object("other")]))
    assert list(bureau.store.live("acme").blueprint.objects) == ["other"]


def test_another_process_notices_that_a_tenant_was_made_anew(bureau: Bureau) -> None:
    bureau.tenant("acme")
    elsewhere = Bureau(type(bureau.store)(bureau.store.database), bureau.clock)
    assert list(elsewhere.store.live("acme").blueprint.objects) == ["deal"]
    bureau.tenants.delete("acme")
    bureau.tenants.create("acme", Blueprint.of([an_object("other")]))
    assert list(elsewhere.store.live("acme").blueprint.objects) == ["other"]


@pytest.mark.parametrize("name", TRICKS)
def test_no_trick_with_a_name_opens_another_tenant(bureau: Bureau, name: str) -> None:
    bureau.tenant("other")
    releases = Releases(bureau.store, KINDS)
    attempts: list[Callable[[], object]] = [
        lambda: bureau.store.live(name),
        lambda: bureau.members.list(name),
        lambda: releases.draft(name),
        lambda: releases.publish(name, SYSTEM),
        lambda: bureau.tenants.delete(name),
        lambda: bureau.tenants.settings(name),
        lambda: bureau.members.of_account(name, "0198a000-0000-7000-8000-000000000001"),
    ]
    for attempt in attempts:
        with pytest.raises((NotFound, Invalid)):
            attempt()
    assert bureau.keys.find(f"trl_{name}_{'0' * 48}") is None
    assert [tenant.name for tenant in bureau.tenants.list()] == ["other"]


def test_a_record_of_one_tenant_is_not_there_in_another(bureau: Bureau) -> None:
    bureau.tenant("acme")
    bureau.tenant("bolt")
    with bureau.store.writing("acme", SYSTEM) as records:
        deal = records.create("deal", {"title": "Lathe"}).id
    with bureau.store.reading("bolt", SYSTEM) as records, pytest.raises(NotFound):
        records.get("deal", deal)
