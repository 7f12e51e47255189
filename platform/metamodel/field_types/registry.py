"""The list of field types: a new type is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from metamodel.field_types.field_type import FieldType
from metamodel.field_types.text import Text

FIELD_TYPES: Mapping[str, FieldType] = {field_type.kind: field_type for field_type in (Text(),)}
