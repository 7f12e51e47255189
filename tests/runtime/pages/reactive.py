"""A small CRM whose forms react: choices that depend on each other, defaults that follow, several forms."""

from __future__ import annotations

from typing import Any

EVERYTHING = dict.fromkeys(("create", "read", "update", "delete", "export"), "all")
COUNTRIES = [
    {"value": "cn", "label": {"en": "China", "zh-CN": "中国"}},
    {"value": "us", "label": {"en": "America", "zh-CN": "美国"}},
]
CITIES = [
    {"value": "sh", "label": {"en": "Shanghai", "zh-CN": "上海"}},
    {"value": "bj", "label": {"en": "Beijing", "zh-CN": "北京"}},
    {"value": "la", "label": {"en": "Los Angeles", "zh-CN": "洛杉矶"}},
    {"value": "elsewhere", "label": {"en": "Elsewhere", "zh-CN": "其他"}},
]
ACCOUNT: dict[str, Any] = {
    "kind": "object", "name": "account", "label": {"en": "Account", "zh-CN": "客户"},
    "plural_label": {"en": "Accounts", "zh-CN": "客户"}, "icon": "building", "title_field": "name",
    "fields": [
        {"name": "name", "type": "company_name", "label": {"en": "Name", "zh-CN": "名称"}, "required": True},
        {"name": "phone", "type": "mobile_cn", "label": {"en": "Phone", "zh-CN": "电话"}},
        {"name": "email", "type": "email", "label": {"en": "Mail", "zh-CN": "邮箱"}},
        {"name": "size", "type": "integer", "label": {"en": "Size", "zh-CN": "规模"}},
    ],
}  # fmt: skip
# An account is told to look like another by its name, phone and mail: nothing is declared.
CONTACT: dict[str, Any] = {
    "kind": "object", "name": "contact", "label": {"en": "Contact", "zh-CN": "联系人"},
    "plural_label": {"en": "Contacts", "zh-CN": "联系人"}, "icon": "user", "title_field": "name",
    "duplicates": [["name", "account"], ["phone"]],
    "fields": [
        {"name": "name", "type": "text", "label": {"en": "Name", "zh-CN": "姓名"}, "required": True},
        {"name": "account", "type": "lookup", "object": "account", "on_delete": "clear", "label": {"en": "Account", "zh-CN": "客户"}},
        {"name": "phone", "type": "mobile_cn", "label": {"en": "Phone", "zh-CN": "电话"}},
    ],
}  # fmt: skip
ORDER: dict[str, Any] = {
    "kind": "object", "name": "order", "label": {"en": "Order", "zh-CN": "订单"},
    "plural_label": {"en": "Orders", "zh-CN": "订单"}, "icon": "receipt", "title_field": "title",
    "fields": [
        {"name": "title", "type": "text", "label": {"en": "Title", "zh-CN": "标题"}, "required": True},
        {"name": "country", "type": "select", "label": {"en": "Country", "zh-CN": "国家"}, "options": COUNTRIES},
        {"name": "city", "type": "select", "label": {"en": "City", "zh-CN": "城市"}, "options": CITIES,
         "options_when": {"field": "country", "options": {"cn": ["sh", "bj"], "us": ["la"]}}},
        {"name": "account", "type": "lookup", "object": "account", "on_delete": "clear", "label": {"en": "Account", "zh-CN": "客户"}},
        {"name": "contact", "type": "lookup", "object": "contact", "on_delete": "clear", "label": {"en": "Contact", "zh-CN": "联系人"},
         "filter": "account = $record.account"},
        {"name": "helpers", "type": "many_to_many", "object": "contact", "label": {"en": "Helpers", "zh-CN": "协助人"},
         "filter": "account = $record.account"},
        {"name": "amount", "type": "money", "scale": 2, "currency": "CNY", "label": {"en": "Amount", "zh-CN": "金额"}},
        {"name": "discount", "type": "percent", "label": {"en": "Discount", "zh-CN": "折扣"},
         "default": {"expression": "IF(amount > 1000, 10, 0)"}},
        {"name": "net", "type": "money", "scale": 2, "currency": "CNY", "label": {"en": "Net", "zh-CN": "净额"},
         "default": {"expression": "amount * (1 - discount / 100)"}},
        {"name": "gross", "type": "formula", "returns": "money", "currency": "CNY", "expression": "net * 1.13",
         "label": {"en": "Gross", "zh-CN": "含税"}},
        {"name": "lines_total", "type": "rollup", "via": "order_line.order", "function": "sum", "field": "total",
         "label": {"en": "Of lines", "zh-CN": "明细合计"}},
        {"name": "account_size", "type": "mirror", "via": "account", "field": "size", "label": {"en": "Account size", "zh-CN": "客户规模"}},
        {"name": "notes", "type": "long_text", "label": {"en": "Notes", "zh-CN": "备注"}},
        {"name": "lines", "type": "lines", "object": "order_line", "via": "order", "label": {"en": "Lines", "zh-CN": "明细"}},
    ],
}  # fmt: skip
LINE: dict[str, Any] = {
    "kind": "object", "name": "order_line", "label": {"en": "Line", "zh-CN": "明细"}, "title_field": "product",
    "fields": [
        {"name": "order", "type": "lookup", "object": "order", "on_delete": "cascade"},
        {"name": "product", "type": "text", "label": {"en": "Product", "zh-CN": "产品"}, "required": True},
        {"name": "price", "type": "money", "scale": 2, "currency": "CNY", "label": {"en": "Price", "zh-CN": "价格"}},
        {"name": "count", "type": "integer", "label": {"en": "Count", "zh-CN": "数量"}},
        {"name": "total", "type": "formula", "returns": "money", "currency": "CNY", "expression": "price * count",
         "label": {"en": "Total", "zh-CN": "小计"}},
        {"name": "receiver", "type": "lookup", "object": "contact", "on_delete": "clear",
         "label": {"en": "Receiver", "zh-CN": "收货人"}, "filter": "account = $record.order.account"},
    ],
}  # fmt: skip


def a_form(name: str, object: str, purpose: str, *fields: str, **body: Any) -> dict[str, Any]:
    items = [{"type": "field", "field": field} for field in fields]
    layout = [{"sections": [{"items": items}]}]
    return {"kind": "form", "name": name, "object": object, "purpose": purpose, "layout": layout, **body}


FORMS = (
    a_form("order_phone", "order", "phone", "title", "amount", "net"),
    a_form("contact_quick", "contact", "quick", "name", "account"),
    a_form("contact_short", "contact", "detail", "name", for_roles=["reader"]),
    a_form("contact_reached", "contact", "edit", "name", "phone", when="NOT ISBLANK(phone)"),
)
DOCUMENTS: tuple[dict[str, Any], ...] = (
    ACCOUNT,
    CONTACT,
    ORDER,
    LINE,
    *FORMS,
    {"kind": "role", "name": "admin", "label": "Administrator", "objects": {"*": EVERYTHING},
     "can": ["studio", "import", "users", "bulk", "api"]},
    {"kind": "role", "name": "reader", "label": "Reader", "objects": {"*": {"read": "all", "create": "all"}}},
    {"kind": "role", "name": "nobody", "label": "Nobody", "objects": {}},
)  # fmt: skip
