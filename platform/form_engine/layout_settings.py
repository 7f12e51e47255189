"""The settings of a form itself, of its tabs and of its sections, described like those of any kind of thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from form_engine.definition import MOST_COLUMNS, PURPOSES
from form_engine.layout_items.layout_item import VISIBLE_WHEN
from metamodel.field_types.settings import choice, expression, setting, switch, words

Schemas = Mapping[str, Mapping[str, Any]]

FORM_SETTINGS: Schemas = {
    "label": words(("Label", "名称")),
    "purpose": choice(
        ("Purpose", "用途"),
        {name: (label.text("en"), label.text("zh-CN")) for name, label in PURPOSES.items()},
        "edit",
    ),
    "for_roles": setting(
        ("For roles", "适用角色"),
        {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        help=(
            "A form for a role wins over one for everybody; for everybody when none is chosen",
            "指定角色的表单优先于通用表单；不选则适用于所有人",
        ),
        widget="roles",
    ),
    "when": expression(
        ("Used when", "使用条件"),
        ("Only for records for which this holds", "仅用于满足此条件的记录"),
    ),
}

TAB_SETTINGS: Schemas = {
    "label": words(("Label", "标签")),
    "visible_when": VISIBLE_WHEN,
}

SECTION_SETTINGS: Schemas = {
    "label": words(("Label", "标签")),
    "help": words(("Help", "帮助文字"), ("Stands under the heading", "显示在标题下方")),
    "columns": setting(
        ("Columns", "列数"),
        {"type": "integer", "minimum": 1, "maximum": MOST_COLUMNS, "default": 2},
    ),
    "collapsed": switch(
        ("Folded at first", "默认折叠"), ("Needs a label to unfold it by", "需要设置标签才能展开")
    ),
    "visible_when": VISIBLE_WHEN,
}
