"""What an HTML form sends, read once for a request and checked for characters nothing can keep."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from metamodel import Invalid, Issue, pointer
from web.json_bodies import is_sound

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
MOST_FIELDS = 20_000
LONGEST_FIELD = 4 * 1024 * 1024


def is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() in FORM_TYPES


async def read_form(request: Request) -> AsyncIterator[FormData]:
    """The form of the request, empty when there is none; files in it are closed after the response.

    Raises: Invalid.
    """
    if not is_form(request):
        yield FormData()
        return
    form = await request.form(max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD)
    try:
        _check(form)
        yield form
    finally:
        await form.close()


def _check(form: FormData) -> None:
    for name, value in form.multi_items():
        if not is_sound(name) or (isinstance(value, str) and not is_sound(value)):
            raise Invalid(
                Issue("malformed", pointer(name), "This text holds a character that cannot be kept")
            )


Form = Annotated[FormData, Depends(read_form)]
"""What a handler declares to receive the fields of a form."""
