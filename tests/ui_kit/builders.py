"""Renderers over templates written in a test."""

import functools
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, DictLoader

from ui_kit.assets import Assets
from ui_kit.package_folders import package_folder
from ui_kit.presentation import Presentation
from ui_kit.render import Renderer
from ui_kit.translations import Translations

UI_KIT = package_folder("ui_kit")
NOW = datetime(2026, 5, 14, 9, 30, tzinfo=UTC)
ENGLISH = Presentation("en", UTC, NOW)
CHINESE = Presentation("zh-CN", ZoneInfo("Asia/Shanghai"), NOW)


@functools.cache
def assets() -> Assets:
    return Assets({"ui_kit": UI_KIT / "static"})


def renderer_of(**templates: str) -> Renderer:
    """A renderer that knows the kit's own templates and these, named without `.html`."""
    return renderer_with({f"{name}.html": text for name, text in templates.items()})


def renderer_with(templates: dict[str, str]) -> Renderer:
    renderer = Renderer(
        ("ui_kit",),
        url=lambda name, **values: f"/{name}/{'/'.join(map(str, values.values()))}",
        assets=assets(),
        translations=Translations([UI_KIT]),
    )
    own = DictLoader(templates)
    environment = renderer.environment
    assert environment.loader is not None
    environment.loader = ChoiceLoader([own, environment.loader])
    return renderer


LINES: dict[str, str] = {}


@functools.cache
def line_renderer() -> Renderer:
    return renderer_with(LINES)


def drawn(source: str, presentation: Presentation = ENGLISH, **context: Any) -> str:
    """What one line of template shows."""
    LINES[source] = source
    return line_renderer().render(source, context, presentation)


def catalogue_file(folder: Path, *pairs: tuple[str, str]) -> Path:
    """A package folder whose Chinese catalogue holds these texts."""
    (folder / "locale").mkdir(parents=True, exist_ok=True)
    entries = [f'msgid "{english}"\nmsgstr "{chinese}"\n' for english, chinese in pairs]
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / "locale" / "zh_CN.po").write_text(header + "\n".join(entries), encoding="utf-8")
    return folder
