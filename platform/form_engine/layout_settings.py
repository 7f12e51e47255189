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

PUBLIC_SETTINGS: Schemas = {
    "intro": words(("Introduction", "说明文字"), ("Stands above the form", "显示在表单上方")),
    "submit": words(("Words on the button", "按钮文字"), ("Send when nothing is said", "不填则为“提交”")),
    "consent": words(
        ("Consent", "同意条款"),
        (
            "Who answers has to tick it; what was agreed to is kept in the audit",
            "填写人必须勾选；同意的内容会写入审计日志",
        ),
    ),
    "consent_version": setting(
        ("Version of the consent", "条款版本"),
        {"type": "string", "maxLength": 40},
        help=("Change it with the words", "修改条款时请一并更新"),
    ),
    "thanks": words(("Thank-you", "感谢语"), ("Shown once it was sent", "提交后显示")),
    "redirect_to": setting(
        ("Lead to", "提交后跳转到"),
        {
            "type": "string",
            "maxLength": 500,
            "pattern": r"^(https://[^\s/\\]+(/[^\s\\]*)?|/([^\s/\\][^\s\\]*)?)$",
        },
        help=("A path or an https address instead of the thank-you", "填写路径或 https 地址，代替感谢语"),
    ),
    "embed_on": setting(
        ("May be embedded on", "允许嵌入的网站"),
        {
            "type": "array",
            "items": {"type": "string", "pattern": r"^https://[a-z0-9.-]+(:[0-9]{1,5})?$"},
            "uniqueItems": True,
            "maxItems": 20,
        },
        help=(
            "Web sites that may show the form in a frame, such as https://www.example.com",
            "可以用框架嵌入此表单的网站，例如 https://www.example.com",
        ),
        widget="tags",
    ),
}
"""What only a form without sign-in has."""


def form_settings(purpose: str) -> Schemas:
    """The settings that a form of this purpose has."""
    return {**FORM_SETTINGS, **PUBLIC_SETTINGS} if purpose == "public" else FORM_SETTINGS


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
