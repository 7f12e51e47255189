"""Where a sign-in may lead back to: pages of this site and nothing else."""

import pytest

from web.addresses import safe_next


@pytest.mark.parametrize("address", ["/demo/", "/demo/o/deal?view=open&q=a+b", "/demo/o/deal/0197#x"])
def test_a_page_of_this_site_is_kept(address: str) -> None:
    assert safe_next(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "demo",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/a\nSet-Cookie: x=1",
        "/sign-in?next=/sign-in",
        "/sign-out",
        "/" + "a" * 3000,
    ],
)
def test_anything_else_leads_to_the_start(address: str | None) -> None:
    assert safe_next(address) == "/"
