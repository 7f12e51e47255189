"""A link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from metamodel.field_types.field_type import Reading, ValueRefused
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.reading.text import excerpt
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

LONGEST = 2048
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9])")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]+\.?|localhost|[0-9]{1,3}(?:\.[0-9]{1,3}){3}")


class Url(LineType):
    """An address of the web (http, https); without a scheme it is https."""

    kind = "url"
    label = Label({"en": "Link", "zh-CN": "网址"})
    group = "text"
    icon = "link"
    widget = "url"

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        label = field.label

        def normalise(text: str) -> str:
            link = _link(text)
            if link is None or len(link) > LONGEST:
                raise ValueRefused(
                    "not_a_link",
                    "{field} takes a link to a web page, “{value}” is not one",
                    "Write it like https://example.com/page",
                    field=label,
                    value=excerpt(text),
                )
            return link

        return normalise

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": LONGEST}


def _link(text: str) -> str | None:
    if not _SCHEME.match(text):
        text = "https://" + text
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    return parts._replace(netloc=parts.netloc.lower()).geturl().replace(" ", "%20")
