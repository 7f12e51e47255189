"""Pages and fragments: Jinja templates of all packages, each compiled once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    pass_context,
)
from markupsafe import Markup, escape

from metamodel.issues import Issue
from ui_kit import dom_ids
from ui_kit.assets import Assets
from ui_kit.attributes import combined, show_attributes
from ui_kit.formats import FILTERS
from ui_kit.icons import SPRITE, icon_markup
from ui_kit.macros import MacroLibrary
from ui_kit.option_colors import COLOR_WORDS, color_named
from ui_kit.package_folders import package_folder
from ui_kit.presentation import LOCALE_NAMES, Presentation, current, current_presentation
from ui_kit.script_words import SCRIPT_WORDS
from ui_kit.stylesheet import STYLESHEET
from ui_kit.translations import Catalogue, Translations
from ui_kit.widths import width_class


class Renderer:
    """Draws templates named `<package>/<path>`, such as `runtime/records/list.html`.

    `packages` are the import names of packages with a `templates/` folder; `url` gives the address
    of a route by its name. Every template sees the globals and filters listed in docs/kinds/ui-kit.md.
    """

    def __init__(
        self,
        packages: Sequence[str],
        *,
        url: Callable[..., str],
        assets: Assets,
        translations: Translations,
        reload: bool = False,
    ) -> None:
        self.assets = assets
        self.translations = translations
        self.environment = Environment(
            loader=PrefixLoader({name: _loader(name) for name in packages}),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.do"],
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
            auto_reload=reload,
        )
        self.environment.filters.update(FILTERS, attributes=show_attributes, combined=combined)
        self.environment.filters.update(self._issue_filters())
        self.environment.globals.update(self._globals(url))

    def render(
        self, template: str, context: Mapping[str, Any], presentation: Presentation | None = None
    ) -> str:
        """The whole page."""
        with _presented(presentation):
            return self.environment.get_template(template).render(context)

    def render_block(
        self, template: str, block: str, context: Mapping[str, Any], presentation: Presentation | None = None
    ) -> str:
        """One named block of the page alone; what the page imports and sets on top is there too.

        Raises: KeyError when neither the page nor the pages it extends have the block.
        """
        with _presented(presentation):
            return "".join(_block(self.environment.get_template(template), block, context))

    def _catalogue(self) -> Catalogue:
        return self.translations.of(current_presentation().locale)

    def _issue_filters(self) -> dict[str, Any]:
        @pass_context
        def sentence(_context: Any, issue: Issue) -> str:
            catalogue = self._catalogue()
            return issue.sentence(catalogue.locale, catalogue.gettext)

        @pass_context
        def advice(_context: Any, issue: Issue) -> str:
            catalogue = self._catalogue()
            return issue.advice(catalogue.locale, catalogue.gettext)

        return {"issue_sentence": sentence, "issue_advice": advice}

    def _globals(self, url: Callable[..., str]) -> dict[str, Any]:
        @pass_context
        def gettext(_context: Any, message: str, **values: object) -> Markup:
            return escape(self._catalogue().gettext(message)).format(**values)

        @pass_context
        def ngettext(_context: Any, singular: str, plural: str, count: int, **values: object) -> Markup:
            text = self._catalogue().ngettext(singular, plural, count)
            return escape(text).format(count=count, **values)

        @pass_context
        def script_words(_context: Any) -> dict[str, str]:
            return {key: self._catalogue().gettext(text) for key, text in SCRIPT_WORDS.items()}

        return {
            "_": gettext,
            "ngettext": ngettext,
            "script_words": script_words,
            "url": url,
            "asset": self.assets.url,
            "stylesheet": partial(self.assets.url, STYLESHEET),
            "icon": partial(icon_markup, self.assets.url(SPRITE)),
            "dom_id": dom_ids.dom_id,
            "dom_ids": dom_ids,
            "tone": color_named,
            "color_words": COLOR_WORDS,
            "width_class": width_class,
            "current_locale": lambda: current_presentation().locale,
            "locale_names": LOCALE_NAMES,
            "ui": MacroLibrary(self.environment),
        }


def _loader(package: str) -> BaseLoader:
    """Templates in `templates/` of the package, or in `templates/<package>/` where it says so."""
    folder = package_folder(package) / "templates"
    return FileSystemLoader([folder / package, folder])


def _block(template: Template, block: str, context: Mapping[str, Any]) -> Iterator[str]:
    """Runs the page up to its first output, so that its imports, sets and inherited blocks are known."""
    scope = template.new_context(dict(context))
    page = template.root_render_func(scope)
    next(page, None)
    yield from scope.blocks[block][0](scope)


@contextmanager
def _presented(presentation: Presentation | None) -> Iterator[None]:
    token = current.set(presentation or current_presentation())
    try:
        yield
    finally:
        current.reset(token)
