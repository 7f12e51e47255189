"""An email address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from metamodel.field_types.field_type import Reading, ValueRefused
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.reading.text import excerpt, plain
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

LONGEST = 254
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(rf"[^\s@<>()\[\],;:\\\"]{{1,64}}@(?:{_LABEL}\.)+[^\W\d_](?:[\w-]{{0,61}}[^\W_])")
_NAMED = re.compile(r".*<([^<>]+)>")


class Email(LineType):
    """An address in small letters; `Li Lei <li@example.com>` and `mailto:` links give the address."""

    kind = "email"
    label = Label({"en": "Email", "zh-CN": "邮箱"})
    group = "text"
    icon = "mail"
    tells_duplicates = True
    widget = "email"

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        label = field.label

        def normalise(text: str) -> str:
            if named := _NAMED.fullmatch(text):
                text = named[1]
            address = plain(text).removeprefix("mailto:").lower()
            local = address.partition("@")[0]
            if (
                len(address) > LONGEST
                or not _ADDRESS.fullmatch(address)
                or ".." in local
                or local.strip(".") != local
            ):
                raise ValueRefused(
                    "not_an_email",
                    "{field} takes an email address, “{value}” is not one",
                    "Write it like name@example.com",
                    field=label,
                    value=excerpt(text),
                )
            return address

        return normalise

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": LONGEST}
