"""The contract of a layout item: what a section of a form may hold."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from metamodel import Label
from metamodel.blueprint import Blueprint
from metamodel.field_types.settings import Words, choice, expression
from metamodel.kinds import Reference

if TYPE_CHECKING:
    from form_engine.binding import Binding
    from form_engine.bound import BoundItem
    from form_engine.definition import Item

WIDTHS: Mapping[str, Words] = {"half": ("One column", "单列"), "full": ("Full width", "整行")}

VISIBLE_WHEN = expression(("Visible when", "显示条件"))
REQUIRED_WHEN = expression(("Required when", "必填条件"))
READONLY_WHEN = expression(("Read-only when", "只读条件"))
CONDITIONS = ("visible_when", "required_when", "readonly_when")


class LayoutItem(ABC):
    """One kind of thing in a section; its template is `form_engine/items/<kind>.html`."""

    kind: ClassVar[str]
    label: ClassVar[Label]
    icon: ClassVar[str]
    settings_schema: ClassVar[Mapping[str, Any]] = {}
    """JSON Schema `properties` of its own settings; every kind has `visible_when` and `width` too."""
    required_settings: ClassVar[tuple[str, ...]] = ()
    width: ClassVar[str] = "full"
    """What it takes where nothing is said."""

    purposes: ClassVar[frozenset[str]] = frozenset()
    """The purposes of the forms it belongs on; every form where nothing is said."""

    @property
    def template(self) -> str:
        return f"form_engine/items/{self.kind}.html"

    def schema(self) -> dict[str, Any]:
        """JSON Schema of an item of this kind."""
        common = {
            "type": {"const": self.kind},
            "visible_when": VISIBLE_WHEN,
            "width": choice(("Width", "宽度"), WIDTHS, self.width),
        }
        return {
            "type": "object",
            "title": self.label.text(),
            "properties": {**common, **self.settings_schema},
            "required": ["type", *self.required_settings],
            "additionalProperties": False,
        }

    def references(
        self, settings: Mapping[str, Any], object_name: str, blueprint: Blueprint
    ) -> Iterable[Reference]:
        """Everything the item names outside its conditions; paths are relative to the item."""
        return ()

    @abstractmethod
    def bind(self, item: Item, binding: Binding) -> BoundItem | None:
        """The item joined with the values at hand; nothing where the person may not see it at all."""
