"""A field joined with its value: in a section of a form, or in a cell of a line item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from form_engine.bound import BoundField, Target
from form_engine.choosing import may_be_chosen
from form_engine.circumstances import Asking
from form_engine.options import Option, options_of
from form_engine.widgets import widget_of
from metamodel import Field, Label

if TYPE_CHECKING:
    from form_engine.binding import Binding
    from form_engine.definition import Item


def bind_field(binding: Binding, item: Item, field: Field, frame: Mapping[str, Any]) -> BoundField:
    """The field of the form's own object, with the issues at its path."""
    around = binding.circumstances
    readonly = binding.readonly(item, field)
    return make_bound_field(
        binding,
        item,
        field,
        stored=around.values.get(field.name),
        pending=binding.pending.get(field.name),
        typed=around.typed,
        name=field.name,
        frame=frame,
        required=not readonly and binding.required(item, field),
        readonly=readonly,
        reacts=binding.reacts(field),
        issues=binding.issues_at(field.name),
        asking=binding.asking,
        alike="" if readonly else binding.alike(field),
    )


def make_bound_field(
    binding: Binding,
    item: Item,
    field: Field,
    *,
    stored: Any,
    pending: Any,
    typed: Mapping[str, Any],
    name: str,
    frame: Mapping[str, Any],
    required: bool,
    readonly: bool,
    reacts: bool,
    issues: tuple[str, ...],
    asking: Asking,
    alike: str = "",
) -> BoundField:
    """The field as templates see it; what was typed stays as it was typed."""
    widget = widget_of(field)
    value = (
        typed[field.name]
        if field.name in typed
        else widget.typed(field, stored, binding.circumstances.showing)
    )
    locale = binding.locale
    return BoundField(
        **frame,
        field=field,
        name=name,
        widget=widget.kind,
        widget_template=widget.template,
        label=_words(item, "label", field.label, locale),
        help=_words(item, "help", field.help, locale),
        placeholder=_words(item, "placeholder", _placeholder(field), locale),
        value=value,
        shown=widget.show(field, pending, binding.circumstances.showing),
        required=required,
        readonly=readonly,
        reacts=reacts,
        numeric=widget.numeric,
        issues=issues,
        options=_options(field, locale, value, asking) if "options" in field.settings else (),
        grouped=widget.grouped,
        targets=_targets(binding, field, asking),
        alike=alike,
    )


def _options(field: Field, locale: str, value: Any, asking: Asking) -> tuple[Option, ...]:
    def fits(option: str) -> bool:
        return may_be_chosen(field, option, asking.values, complete=not asking.id)

    return options_of(field, locale, value, fits)


def _words(item: Item, name: str, fallback: Label | None, locale: str) -> str:
    given = item.settings.get(name)
    label = Label.of(given) if given else fallback
    return label.text(locale) if label else ""


def _placeholder(field: Field) -> Label | None:
    given = field.settings.get("placeholder")
    return Label.of(given) if given else None


def _targets(binding: Binding, field: Field, asking: Asking) -> tuple[Target, ...]:
    """The objects that a reference may point at, without those that nobody can search."""
    found = (binding.circumstances.targets(name, field, asking) for name in field.type.targets(field))
    return tuple(target for target in found if target)
