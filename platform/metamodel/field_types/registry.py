"""The list of field types: a new type is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from metamodel.field_types.address import Address
from metamodel.field_types.autonumber import Autonumber
from metamodel.field_types.barcode import Barcode
from metamodel.field_types.boolean import Boolean
from metamodel.field_types.color import Color
from metamodel.field_types.company_name import CompanyName
from metamodel.field_types.date import Date
from metamodel.field_types.datetime import DateTime
from metamodel.field_types.duration import Duration
from metamodel.field_types.email import Email
from metamodel.field_types.field_type import FieldType
from metamodel.field_types.file import File
from metamodel.field_types.formula import Formula
from metamodel.field_types.geolocation import Geolocation
from metamodel.field_types.image import Image
from metamodel.field_types.integer import Integer
from metamodel.field_types.json import Json
from metamodel.field_types.lines import Lines
from metamodel.field_types.long_text import LongText
from metamodel.field_types.lookup import Lookup
from metamodel.field_types.lookup_any import LookupAny
from metamodel.field_types.many_to_many import ManyToMany
from metamodel.field_types.mirror import Mirror
from metamodel.field_types.mobile_cn import MobileCn
from metamodel.field_types.money import Money
from metamodel.field_types.multi_select import MultiSelect
from metamodel.field_types.number import Number
from metamodel.field_types.percent import Percent
from metamodel.field_types.person_name import PersonName
from metamodel.field_types.phone import Phone
from metamodel.field_types.progress import Progress
from metamodel.field_types.rating import Rating
from metamodel.field_types.record_id import RecordId
from metamodel.field_types.rich_text import RichText
from metamodel.field_types.rollup import Rollup
from metamodel.field_types.select import Select
from metamodel.field_types.signature import Signature
from metamodel.field_types.tags import Tags
from metamodel.field_types.text import Text
from metamodel.field_types.time import Time
from metamodel.field_types.url import Url
from metamodel.field_types.uscc import Uscc
from metamodel.field_types.user import User

_TYPES: tuple[FieldType, ...] = (
    Text(),
    LongText(),
    RichText(),
    Email(),
    Phone(),
    Url(),
    Barcode(),
    Json(),
    Number(),
    Integer(),
    Money(),
    Percent(),
    Rating(),
    Progress(),
    Autonumber(),
    Boolean(),
    Select(),
    MultiSelect(),
    Tags(),
    Color(),
    Date(),
    DateTime(),
    Time(),
    Duration(),
    User(),
    PersonName(),
    CompanyName(),
    MobileCn(),
    Uscc(),
    Address(),
    Geolocation(),
    File(),
    Image(),
    Signature(),
    Lookup(),
    LookupAny(),
    ManyToMany(),
    Lines(),
    Formula(),
    Rollup(),
    Mirror(),
    RecordId(),
)

FIELD_TYPES: Mapping[str, FieldType] = {field_type.kind: field_type for field_type in _TYPES}
"""Every field type by its kind, in the order of the palette."""
