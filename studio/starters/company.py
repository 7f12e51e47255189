"""Companies: who they are, what they do, told apart by credit code and name."""

from studio.starters.starter import (
    LABEL,
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

COMPANY = Starter(
    kind="company",
    label=told("Company", "公司"),
    text=told(
        "Customers, suppliers, partners: organisations you deal with", "客户、供应商、伙伴：与您往来的组织"
    ),
    icon="building",
    brings=(
        told("Name, credit code, industry, size, address", "名称、信用代码、行业、规模、地址"),
        told("Nobody twice: name and credit code are unique", "避免重复：名称和信用代码唯一"),
        told("List, board by status", "列表、状态看板"),
    ),
    documents=(
        {
            "kind": "object",
            "name": OBJECT,
            "label": {"en": LABEL, "zh-CN": LABEL},
            "icon": "building",
            "title_field": "name",
            "fields": [
                {
                    "name": "name",
                    "type": "company_name",
                    "label": words("Name", "公司名称"),
                    "required": True,
                    "unique": True,
                },
                {
                    "name": "credit_code",
                    "type": "uscc",
                    "label": words("Credit code", "统一社会信用代码"),
                    "unique": True,
                },
                {
                    "name": "status",
                    "type": "select",
                    "label": words("Status", "状态"),
                    "required": True,
                    "options": [
                        option("prospect", "Prospect", "潜在", "blue"),
                        option("customer", "Customer", "合作中", "green"),
                        option("paused", "Paused", "暂停", "amber"),
                        option("ended", "Ended", "已终止", "gray"),
                    ],
                    "default": "prospect",
                },
                {"name": "industry", "type": "text", "label": words("Industry", "行业"), "max_length": 100},
                {"name": "employees", "type": "integer", "label": words("Employees", "员工人数"), "min": 0},
                {"name": "phone", "type": "phone", "label": words("Phone", "电话")},
                {"name": "website", "type": "url", "label": words("Website", "网址")},
                {"name": "address", "type": "address", "label": words("Address", "地址")},
                {
                    "name": "ended_on",
                    "type": "date",
                    "label": words("Ended on", "终止日期"),
                    "visible_when": 'status = "ended"',
                },
                {"name": "notes", "type": "long_text", "label": words("Notes", "备注")},
            ],
            "rules": [
                {
                    "name": "ended_needs_day",
                    "when": 'status = "ended" AND ISBLANK(ended_on)',
                    "field": "ended_on",
                    "message": words("Say on which day it ended", "终止时必须填写终止日期"),
                }
            ],
            "duplicates": [["name"], ["credit_code"], ["phone"]],
            "indexes": [["status", "industry"]],
            "history": True,
        },
        everything("name", "status", "industry", "phone", "website", "owner", sort=["name"]),
        view(
            f"{OBJECT}_board",
            "By status",
            "状态看板",
            "kanban",
            group_by="status",
            columns=["industry", "owner"],
        ),
        form(
            "edit",
            section("Who", "基本信息", "name", "credit_code", "status", "ended_on", "industry", "employees"),
            section("How to reach them", "联系方式", "phone", "website", "address", full=("address",)),
            section("More", "更多", "owner", "notes", full=("notes",)),
        ),
        form("quick", section("Who", "基本信息", "name", "status", "phone", "industry")),
    ),
)
