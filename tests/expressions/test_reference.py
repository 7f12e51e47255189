"""The reference in the documentation is the registry's."""

from pathlib import Path

from expressions.reference import function_reference

PAGE = Path(__file__).resolve().parents[2] / "docs" / "expressions" / "functions.md"


def test_the_page_of_functions_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == function_reference(), (
        "python -m expressions.reference writes it"
    )
