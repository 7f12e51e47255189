"""A document with lines: orders, quotes, invoices, deliveries."""

from studio.starters.starter import (
    LABEL,
    LINES,
    OBJECT,
    Starter,
    everything,
    form,
    option,
    section,
    told,
    view,
    words,
)

_AMOUNT = "quantity * price * (1 - discount / 100)"

DOCUMENT = Starter(
    kind="document",
    label=told("Document with lines", "带明细的单据"),
    text=told("Orders, quotes, invoices: a head and line items with totals", "订单、报价、发票：表头和带合计的明细"),
    icon="file-invoice",
    noun=told("Order", "订单"),
    lines="line",
    brings=(
        told("Number without gaps, date, customer, status", "连续编号、日期、客户、状态"),
        told("Line items: quantity, price, discount, amount and total", "明细：数量、单价、折扣、金额与合计"),
        told("List, board by status", "列表、状态看板"),
    ),
    documents=(
        {
            "kind": "object",
            "name": OBJECT,
            "label": {"en": LABEL, "zh-CN": LABEL},
            "icon": "file-invoice",
            "title_field": "number",
            "fields": [
                {"name": "number", "type": "autonumber", "label": words("Number", "编号"), "pattern": "{YYYY}-{00000}"},
                {
                    "name": "customer",
                    "label": words("Customer", "客户"),
                    "$to": ["company", "account", "customer"],
                    "$else": {"type": "company_name"},
                },
                {
                    "name": "date",
                    "type": "date",
                    "label": words("Date", "日期"),
                    "required": True,
                    "default": {"expression": "$today"},
                },
                {"name": "due", "type": "date", "label": words("Due", "截止日期")},
                {
                    "name": "status",
                    "type": "select",
                    "label": words("Status", "状态"),
                    "required": True,
                    "options": [
                        option("draft", "Draft", "草稿", "gray"),
                        option("sent", "Sent", "已发出", "blue"),
                        option("accepted", "Accepted", "已确认", "green"),
                        option("cancelled", "Cancelled", "已作废", "red"),
                    ],
                    "default": "draft",
                },
                {"name": "lines", "type": "lines", "label": words("Line items", "明细"), "object": LINES, "via": "document"},
                {
                    "name": "total",
                    "type": "rollup",
                    "label": words("Total", "合计"),
                    "via": f"{LINES}.document",
                    "function": "sum",
                    "field": "amount",
                },
                {"name": "attachment", "type": "file", "label": words("Attachment", "附件")},
                {"name": "notes", "type": "long_text", "label": words("Notes", "备注")},
            ],
            "rules": [
                {
                    "name": "due_after_date",
                    "when": "due < date",
                    "field": "due",
                    "message": words("It cannot be due before its date", "截止日期不能早于单据日期"),
                }
            ],
            "indexes": [["status", "date"]],
            "history": True,
        },
        {
            "kind": "object",
            "name": LINES,
            "label": {"en": f"{LABEL} line", "zh-CN": f"{LABEL}明细"},
            "icon": "list",
            "title_field": "description",
            "fields": [
                {"name": "document", "type": "lookup", "label": {"en": LABEL, "zh-CN": LABEL}, "object": OBJECT,
                 "on_delete": "cascade", "required": True},
                {"name": "product", "label": words("Product", "产品"), "$to": ["product", "item", "service"]},
                {"name": "description", "type": "text", "label": words("Description", "说明"), "max_length": 200},
                {"name": "quantity", "type": "number", "label": words("Quantity", "数量"), "scale": 2, "min": 0, "default": 1,
                 "required": True},
                {"name": "price", "type": "money", "label": words("Price", "单价"), "scale": 2},
                {"name": "discount", "type": "percent", "label": words("Discount", "折扣"), "min": 0, "max": 100},
                {"name": "amount", "type": "formula", "returns": "money", "label": words("Amount", "金额"), "scale": 2,
                 "expression": _AMOUNT},
            ],
            "history": True,
        },
        everything("number", "customer", "date", "total", "status", "owner", sort=["-date"]),
        view(f"{OBJECT}_board", "By status", "状态看板", "kanban", group_by="status", sum="total", columns=["customer", "total", "date"]),
        form(
            "edit",
            section("Head", "基本信息", "customer", "date", "status", "due"),
            {
                "label": words("Line items", "明细"),
                "columns": 1,
                "items": [
                    {
                        "type": "lines",
                        "field": "lines",
                        "columns": ["product", "description", "quantity", "price", "discount", "amount"],
                        "totals": ["amount"],
                    }
                ],
            },
            section("More", "更多", "owner", "attachment", "notes", full=("notes",)),
        ),
    ),
)  # fmt: skip
