"""Random calls, sound and unsound, made from the OpenAPI document of a tenant with a field of every type."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from metamodel import Blueprint
from record_store.actor import Actor
from tests.fields import interesting_settings
from tests.web.application import Application
from tests.web.packages import ADMIN

BOUNDED = settings(
    max_examples=4,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
PLAIN = [{"name": "name", "type": "text"}]
WIDE = Blueprint.of(
    [
        {"kind": "object", "name": "account", "label": "Account", "fields": PLAIN},
        {"kind": "object", "name": "contact", "label": "Contact", "fields": PLAIN},
        {"kind": "object", "name": "deal", "label": "Deal", "fields": [*PLAIN, *interesting_settings()]},
        {
            "kind": "object",
            "name": "deal_line",
            "label": "Line",
            "fields": [*PLAIN, {"name": "deal", "type": "lookup", "object": "deal"}],
        },
        ADMIN,
    ]
)
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def key(shared: Application) -> str:
    """The key of somebody who may do everything in the tenant `wide`."""
    composition = shared.composition
    composition.tenants.create("wide", WIDE)
    member = composition.members.add("wide", Actor.system(), "admin@wide.example", ["admin"])
    return composition.keys.create("wide", Actor.system(), member.id)


def operations(shared: Application, key: str) -> Iterator[Any]:
    document = shared.client.get(
        "/api/v1/wide/openapi.json", headers={"Authorization": f"Bearer {key}"}
    ).json()
    schema = schemathesis.openapi.from_dict(document)
    for found in schema.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]
        if not any(f"/{name}" in operation.path for name in ("account", "contact", "deal_line")):
            yield operation


def test_no_call_made_from_the_document_is_a_fault(shared: Application, key: str) -> None:
    for operation in operations(shared, key):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try_operation(shared, key, operation, mode)


def try_operation(shared: Application, key: str, operation: Any, mode: GenerationMode) -> None:
    @BOUNDED
    @given(operation.as_strategy(generation_mode=mode))
    def attempt(case: Any) -> None:
        request = case.as_transport_kwargs(base_url="http://testserver/api/v1/wide")
        request["content"] = request.pop("data", None)
        request["headers"] = {
            "Authorization": f"Bearer {key}",
            "Content-Type": case.media_type or "application/json",
        }
        assert_answered(shared, request)

    try:
        attempt()
    except schemathesis.errors.SchemathesisError:  # nothing unsound can be made of a call without parameters
        assert mode is GenerationMode.NEGATIVE


def assert_answered(shared: Application, request: dict[str, Any]) -> None:
    answer = shared.client.request(
        **{k: v for k, v in request.items() if k in ("method", "url", "headers", "params", "json", "content")}
    )
    assert answer.status_code < 500, (request, answer.text)
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "place", ["/records/deal", "/records/deal/batch", "/blueprint/draft/object/deal", "/reports/query"]
)
def test_no_json_at_all_is_a_fault(shared: Application, key: str, place: str) -> None:
    method = "PUT" if "draft" in place else "POST"

    @settings(BOUNDED, max_examples=60)
    @given(JSON_VALUES, st.sampled_from(["", "fields", "create", "update"]))
    def attempt(value: Any, name: str) -> None:
        body = json.dumps({name: value} if name else value).encode()
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        request = {"method": method, "url": f"/api/v1/wide{place}", "content": body, "headers": headers}
        assert_answered(shared, request)

    attempt()


def test_no_value_of_any_field_is_a_fault(shared: Application, key: str) -> None:
    """Every type of field meets every kind of JSON, alone and in batches."""
    fields = [field["name"] for field in interesting_settings()]

    @settings(BOUNDED, max_examples=150)
    @given(st.sampled_from(fields), JSON_VALUES)
    def attempt(field: str, value: Any) -> None:
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        for place, body in (("", {field: value}), ("/batch", {"create": [{field: value}]})):
            sent = json.dumps(body).encode()
            request = {
                "method": "POST",
                "url": f"/api/v1/wide/records/deal{place}",
                "content": sent,
                "headers": headers,
            }
            assert_answered(shared, request)

    attempt()
