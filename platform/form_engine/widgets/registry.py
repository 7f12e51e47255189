"""The list of widgets: a new one is one class, one template and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from form_engine.widgets.choices import Boolean, MultiSelect, Select, Tags
from form_engine.widgets.compounds import Address, Geolocation, PersonName
from form_engine.widgets.dates import Date, DateTime, Time
from form_engine.widgets.files import File, Image, Signature
from form_engine.widgets.numbers import Duration, Money, Number, Percent, Progress, Rating
from form_engine.widgets.references import Lookup, LookupAny, Lookups, User
from form_engine.widgets.rows import Lines
from form_engine.widgets.texts import Barcode, Color, Email, Json, LongText, Phone, RichText, TextLine, Url
from form_engine.widgets.widget import Widget
from metamodel import Field

WIDGETS: Mapping[str, Widget] = {
    widget.kind: widget
    for widget in (
        TextLine(),
        LongText(),
        RichText(),
        Email(),
        Phone(),
        Url(),
        Barcode(),
        Color(),
        Json(),
        Number(),
        Money(),
        Percent(),
        Duration(),
        Rating(),
        Progress(),
        Date(),
        DateTime(),
        Time(),
        Boolean(),
        Select(),
        MultiSelect(),
        Tags(),
        Lookup(),
        LookupAny(),
        Lookups(),
        User(),
        Address(),
        PersonName(),
        Geolocation(),
        File(),
        Image(),
        Signature(),
        Lines(),
    )
}


def widget_of(field: Field) -> Widget:
    """The widget that the field's type names."""
    return WIDGETS[field.type.widget]
