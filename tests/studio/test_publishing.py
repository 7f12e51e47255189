"""From the draft to what people work with: plan, publish, roll back, trash."""

from __future__ import annotations

from record_store.actor import Actor
from tests.runtime.pages.workplace import TENANT
from tests.studio.builder import Builder


def test_what_is_published_is_at_once_on_form_list_and_api(builder: Builder) -> None:
    builder.add("text")
    builder.save(
        "text",
        ("label.en", "Region"),
        ("shown.asked", "view/all"),
        ("shown", "view/all"),
        name="region",
        type="text",
    )
    plan = builder.visitor.part("/studio/plan").text
    assert "Deal gets the field “Region” (Text)" in plan
    assert builder.publish("A region").status_code == 204
    deal = builder.workplace.create(title="Pumps", region="North")
    assert "Region" in builder.visitor.look("/o/deal/new").text
    assert "North" in builder.visitor.look("/o/deal?view=all").text
    member = builder.workplace.composition.members.find(TENANT, "admin@demo.example")
    key = builder.workplace.composition.keys.create(TENANT, member.actor, member.id)
    shown = builder.visitor.client.get(
        f"/api/v1/{TENANT}/records/deal/{deal.id}", headers={"Authorization": f"Bearer {key}"}
    )
    assert shown.json()["region"] == "North"


def test_values_that_a_type_cannot_hold_need_a_decision(builder: Builder) -> None:
    deal = builder.workplace.create(title="Pumps", lost_reason="too dear")
    builder.save("lost_reason", name="lost_reason", type="integer")
    assert "One value cannot be held" in builder.visitor.part("/studio/plan").text
    refused = builder.publish("Numbers")
    assert refused.status_code == 422
    assert 'value="Numbers"' in refused.text
    answer = {"choice.field/deal.lost_reason": "keep"}
    assert builder.publish("Numbers", **answer).status_code == 204
    assert builder.workplace.read(deal).values["lost_reason"] is None
    assert "Back to release 1" in builder.visitor.part("/studio/releases/1/rollback").text
    assert builder.visitor.send("/studio/releases/1/rollback", part=True).status_code == 204
    assert builder.workplace.read(deal).values["lost_reason"] == "too dear"


def test_a_trashed_field_comes_back_with_its_values(builder: Builder) -> None:
    deal = builder.workplace.create(title="Pumps", notes="Call first")
    builder.send("/fields/notes/remove")
    builder.publish()
    page = builder.visitor.look("/studio/releases").text
    assert "Deal, field" in page
    entry = builder.workplace.composition.releases.trash(TENANT)[0]
    answer = builder.visitor.send(f"/studio/trash/{entry.id}/restore", part=True)
    assert answer.headers["HX-Redirect"].endswith("/studio/o/deal?field=notes")
    assert builder.visitor.send(f"/studio/trash/{entry.id}/restore", part=True).status_code == 409
    builder.publish()
    assert builder.workplace.read(deal).values["notes"] == "Call first"


def test_a_trashed_object_comes_back_with_its_records(builder: Builder) -> None:
    account = builder.workplace.create("account", name="Acme")
    builder.send("/fields/account/remove")
    Builder(builder.workplace, "line").send("/fields/maker/remove")
    builder.workplace.composition.releases.remove(TENANT, Actor.system(), "form", "ask")
    builder.visitor.send("/studio/o/account/remove", part=True)
    assert "Removed in the draft" in builder.visitor.look("/studio/").text
    assert builder.publish().status_code == 204
    entry = next(e for e in builder.workplace.composition.releases.trash(TENANT) if e.field_id is None)
    assert builder.visitor.send(f"/studio/trash/{entry.id}/restore", part=True).status_code == 204
    builder.publish()
    assert builder.workplace.read(account).values["name"] == "Acme"


def test_what_is_purged_is_gone(builder: Builder) -> None:
    builder.send("/fields/notes/remove")
    builder.publish()
    entry = builder.workplace.composition.releases.trash(TENANT)[0]
    assert (
        builder.visitor.send(f"/studio/trash/{entry.id}/purge", part=True, confirmed="true").status_code
        == 204
    )
    assert builder.workplace.composition.releases.trash(TENANT) == ()
    assert builder.visitor.send(f"/studio/trash/{entry.id}/purge", part=True).status_code == 404


def test_one_document_is_discarded_and_the_rest_stays(builder: Builder) -> None:
    builder.add("date")
    builder.visitor.send("/studio/discard", part=True, kind="form", name="deal_form")
    assert set(builder.draft.changed) == {("object", "deal")}
    builder.visitor.send("/studio/o/line/remove", part=True)
    assert "line" not in builder.draft.blueprint.objects
    builder.visitor.send("/studio/discard", part=True, kind="object", name="line")
    assert "line" in builder.draft.blueprint.objects
    builder.visitor.send("/studio/discard", part=True)
    assert builder.draft.changed == {}


def test_a_new_object_is_found_at_once_when_wanted(builder: Builder) -> None:
    app = {"kind": "app", "name": "sales", "label": "Sales", "navigation": [{"object": "deal"}]}
    builder.workplace.composition.releases.put(TENANT, builder.workplace.actor(), app)
    words = {"en": "Service visit", "zh-CN": "服务拜访"}
    answer = builder.visitor.send("/studio/objects", part=True, found="true", **words)
    assert answer.headers["HX-Redirect"].endswith("/studio/o/service_visit")
    blueprint = builder.draft.blueprint
    assert blueprint.document("view", "all_service_visit").label.text("zh-CN") == "全部服务拜访"
    assert blueprint.document("app", "sales").body["navigation"][1] == {"object": "service_visit"}
    assert builder.publish().status_code == 204
    assert "Service visit" in builder.visitor.look("/o/service_visit").text


def test_a_new_object_alone_is_alone(small_builder: Builder) -> None:
    small_builder.visitor.send("/studio/objects", part=True, en="Trip")
    assert set(small_builder.draft.changed) == {("object", "trip")}
    again = small_builder.visitor.send("/studio/objects", part=True, en="Trip", found="true")
    assert again.status_code == 422
    assert "There is an object “trip” already" in again.text
    assert 'value="Trip"' in again.text


def test_the_plan_speaks_chinese(small_builder: Builder) -> None:
    small_builder.add("date")
    small_builder.send("/fields/notes/remove")
    visitor = small_builder.visitor
    visitor.client.cookies.set("trellis_locale", "zh-CN")
    plan = visitor.part("/studio/plan").text
    assert "“商机”新增字段“日期”（日期）" in plan
    assert "“商机”移除字段“Notes”" in plan
    assert "表单“Deal”更改" in plan
    assert "gets" not in plan
