"""Every page there is, opened by strangers, by people of another tenant, and by forged forms."""

import re
from collections.abc import Iterator

from fastapi.routing import iter_route_contexts

from tests.web.application import Application
from tests.web.test_signing_in import csrf_header, sign_in

PUBLIC = {"public_form", "send_public_form", "public_thanks"}
"""Pages that anybody may open."""
RECORD = "01a20940-3b11-7119-bcbc-3df9d43f5894"


def pages(application: Application, *, public: bool = False) -> Iterator[tuple[str, str]]:
    """Method and path of every page of a tenant, with something in each parameter; the public ones on demand."""
    for route in iter_route_contexts(application.app.routes):
        path = route.path or ""
        if not path.startswith("/{tenant}/") or (route.name in PUBLIC and not public):
            continue
        filled = re.sub(
            r"\{(\w+)(:\w+)?\}",
            lambda found: {"object": "company", "id": RECORD}.get(found[1], "some"),
            path[9:],
        )
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield method, filled


def test_strangers_are_led_to_the_sign_in(small: Application) -> None:
    for method, path in pages(small):
        answer = small.client.request(method, f"/demo{path}")
        assert answer.status_code == 303, (method, path, answer.status_code)
        assert answer.headers["location"].startswith("/sign-in?next=")


def test_people_of_another_tenant_see_no_tenant(small: Application) -> None:
    sign_in(small, "admin@other.example")
    headers = csrf_header(small)
    for method, path in pages(small):
        answer = small.client.request(method, f"/demo{path}", headers=headers)
        assert answer.status_code == 404, (method, path, answer.status_code)


def test_forged_forms_change_nothing(small: Application) -> None:
    sign_in(small)
    for method, path in pages(small):
        if method != "GET":
            answer = small.client.request(method, f"/demo{path}", data={"name": "Forged"})
            assert answer.status_code == 403, (method, path, answer.status_code)


def test_no_page_is_a_fault(small: Application) -> None:
    sign_in(small)
    headers = csrf_header(small)
    for method, path in pages(small, public=True):
        for text in ("some", "'--", "%00", "%F0%9F%99%82", "a" * 400):
            address = f"/demo{path.replace('some', text).replace(RECORD, text)}"
            for more in ("", "?filter=((&sort=-&view=%27&cursor=x&limit=-1&q=%F0&page=x"):
                answer = small.client.request(
                    method, address + more, headers=headers, data=None if method == "GET" else {"a": "b"}
                )
                assert answer.status_code < 500, (method, address + more, answer.text[-600:])
