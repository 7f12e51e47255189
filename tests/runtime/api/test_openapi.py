"""The reference of a tenant's API, and the page of the documentation about it."""

import re
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from runtime.api.openapi.document import api_routes
from runtime.api.openapi.operations import OPERATIONS
from tests.fields import interesting_settings
from tests.web.application import Application

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "api.md"


def document(application: Application, role: str = "admin") -> dict[str, Any]:
    answer = application.call("GET", "/openapi.json", role=role)
    assert answer.status_code == 200
    made: dict[str, Any] = answer.json()
    return made


def test_every_call_is_in_the_reference_and_in_the_documentation(small: Application) -> None:
    routes = list(api_routes(small.app))
    assert {route.name for route in routes} == set(OPERATIONS)
    rows = set(re.findall(r"^\| `([A-Z]+) (/\S*)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    calls = {
        (method, (route.path or "").removeprefix("/api/v1/{tenant}"))
        for route in routes
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert rows == calls


def test_it_is_sound_openapi_with_a_typed_schema_for_every_object(small: Application) -> None:
    made = document(small)
    assert made["openapi"].startswith("3.1")
    schemas = made["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    assert schemas["company"]["properties"]["revenue"]["type"] == ["number", "null"]
    assert schemas["company.new"]["required"] == ["name"]
    assert {"get", "post"} <= set(made["paths"]["/records/company"])
    assert {"get", "patch", "delete"} <= set(made["paths"]["/records/company/{id}"])
    names = [operation["operationId"] for path in made["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))
    used = set(re.findall(r"#/components/schemas/([\w.]+)", str(made)))
    assert used <= set(schemas)


def test_records_fit_their_schema(small: Application) -> None:
    company = small.create(name="Acme", revenue=1.5)
    small.create("visit", subject="First", company=company["id"], day="2026-01-31")
    schemas = document(small)["components"]["schemas"]
    for name in ("company", "visit"):
        for record in small.call("GET", f"/records/{name}").json()["data"]:
            Draft202012Validator(schemas[name]).validate(record)


def test_the_reference_shows_a_person_what_the_role_allows(small: Application) -> None:
    made = document(small, "reader")
    assert "visit" not in made["components"]["schemas"]
    assert "revenue" not in made["components"]["schemas"]["company"]["properties"]
    assert "/records/visit" not in made["paths"]


def test_every_field_type_has_a_schema_of_its_values(small: Application) -> None:
    from runtime.api.openapi.schemas import record_schemas
    from tests.runtime.api.test_fuzz import WIDE

    described = WIDE.object("deal")
    everything = frozenset(described.by_name)
    made = record_schemas(described, everything, everything)
    for schema in made.values():
        Draft202012Validator.check_schema(schema)
    assert {field["name"] for field in interesting_settings()} <= set(made["deal"]["properties"])
