"""The contract of a designer: what it brings for documents of its kind; the workspace does the rest."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import Request

from metamodel import Blueprint, Document, Label
from studio.designers.edits import Edit
from studio.designers.parts import Body, Part
from studio.designers.tiles import TileGroup
from studio.designers.workspace import Workspace
from studio.drafts import DraftState
from web.visit import Visit

Url = Callable[..., str]


@dataclass(frozen=True)
class Addresses:
    """Where one document is designed."""

    url: Url
    tenant: str
    kind: str
    name: str

    def page(self, *keys: str, **more: object) -> str:
        """The whole page with these parts selected."""
        return self._to("", part=keys or None, **more)

    def select(self, *keys: str) -> str:
        """The workspace with these parts selected, as an answer to htmx; without keys the document itself."""
        return self._to("_select", part=keys or None)

    def save(self, key: str = "") -> str:
        """The settings of a part, or of the document itself."""
        return self._to("_save", part=key or None)

    def edit(self, name: str, **more: object) -> str:
        """One of the designer's edits."""
        return self._to("_edit", edit=name, **more)

    @property
    def add(self) -> str:
        """What the palette posts to; `added` says what, `index` where."""
        return self.edit("add")

    @property
    def undo(self) -> str:
        return self._to("_undo")

    @property
    def redo(self) -> str:
        return self._to("_redo")

    @property
    def back(self) -> str:
        """How publishing is told where to come back to."""
        return f"{self.kind}/{self.name}"

    def _to(self, page: str, **values: object) -> str:
        return self.url(f"studio_{self.kind}{page}", tenant=self.tenant, name=self.name, **values)


class Designer(ABC):
    """One designer. Its pages are made by `designer_router` from what stands here; `edits` are called by name."""

    kind: ClassVar[str]
    """The kind of its documents; its routes are `studio_<kind>`, `studio_<kind>_save`, …"""
    segment: ClassVar[str]
    """Its documents are at `/{tenant}/studio/<segment>/{name}`."""
    icon: ClassVar[str] = "tools"
    palette_label: ClassVar[Label] = Label({"en": "Palette", "zh-CN": "组件"})
    palette_search: ClassVar[Label] = Label({"en": "Find something to add", "zh-CN": "查找要添加的内容"})
    palette_none: ClassVar[Label] = Label({"en": "Nothing is called so", "zh-CN": "没有这个名称的内容"})
    canvas_label: ClassVar[Label]
    canvas_template: ClassVar[str]
    """Draws the element with the id `canvas`; sees `shown`, `here` and what `context` brings."""
    page_template: ClassVar[str] = "studio/designer.html"
    settings_template: ClassVar[str] = "studio/_groups.html"
    """The inputs of what is selected."""
    several_template: ClassVar[str] = ""
    """What is offered in the place of settings while several parts are selected."""
    head_template: ClassVar[str] = ""
    """Buttons in the head of the settings."""
    beside_template: ClassVar[str] = ""
    """What stands under the settings form."""
    told_template: ClassVar[str] = ""
    """What an answer tells beyond a message."""
    tells: ClassVar[tuple[str, ...]] = ()
    """The codes of refused issues that `told_template` tells in its own way."""
    palette_follows: ClassVar[bool] = False
    """Whether the palette is drawn anew after every edit."""
    edits: ClassVar[Mapping[str, Edit]] = {}

    @abstractmethod
    def part(self, document: Document, blueprint: Blueprint, key: str) -> Part | None:
        """The part with that key, "" being the document itself; nothing where there is none."""

    @abstractmethod
    def with_part(self, document: Document, blueprint: Blueprint, key: str, values: Body) -> dict[str, Any]:
        """The document with other values in that part. Raises: Invalid."""

    def found(self, document: Document, blueprint: Blueprint, key: str, seen: str) -> str:
        """The key under which the part that was `seen` is now, where keys follow the order of parts."""
        return key

    def drawn(self, document: Document) -> str:
        """A mark of what keys point at; an edit made on another mark is refused. Nothing: keys are names."""
        return ""

    def object_of(self, document: Document) -> str:
        """The object whose fields the settings may name."""
        return str(document.body.get("object", ""))

    def palette(self, shown: Workspace) -> Sequence[TileGroup]:
        return ()

    def context(self, request: Request, visit: Visit, shown: Workspace) -> dict[str, Any]:
        """What its templates draw beside the workspace."""
        return {}

    def workspace(
        self, state: DraftState, document: Document, keys: tuple[str, ...], locale: str
    ) -> Workspace:
        return Workspace(self, state, document, keys, locale)

    def addresses(self, url: Url, tenant: str, name: str) -> Addresses:
        return Addresses(url, tenant, self.kind, name)
