"""The macros of `templates/macros/`, as one object that every template knows as `ui`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import Environment

FILES = (
    "button", "field", "inputs", "choices", "combobox", "badge", "chip", "avatar", "menu", "dialog", "toast",
    "alert", "tabs", "empty", "skeleton", "table", "toolbar", "path", "timeline", "board", "calendar",
    "cards", "facts", "tile", "palette", "studio",
)  # fmt: skip
_MACRO = re.compile(r"{%-? macro ([a-z]\w*)\(")


class MacroLibrary:
    """`ui.button(…)`, `{% call ui.dialog(…) %}`: pages and fragments need no imports."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._homes: dict[str, str] = {}

    def __getattr__(self, name: str) -> Callable[..., str]:
        if not self._homes:
            self._homes.update(self._find_homes())
        home = self._homes.get(name)
        if home is None:
            raise AttributeError(f"ui has no macro {name!r}; it has {', '.join(sorted(self._homes))}")
        macro: Callable[..., str] = getattr(self._module(home), name)
        if not self._environment.auto_reload:
            self.__dict__[name] = macro  # a page calls hundreds: the next one finds it without asking here
        return macro

    def _find_homes(self) -> Iterator[tuple[str, str]]:
        """Each macro with its file, read from the sources: only files that are used get compiled."""
        loader = self._environment.loader
        assert loader is not None
        for file in FILES:
            source, _, _ = loader.get_source(self._environment, _path(file))
            yield from ((name, file) for name in _MACRO.findall(source))

    def _module(self, file: str) -> Any:
        return self._environment.get_template(_path(file)).module


def _path(file: str) -> str:
    return f"ui_kit/macros/{file}.html"
