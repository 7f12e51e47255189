"""People: how to reach them, whom they belong to, told apart by mobile number and e-mail address."""

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

PERSON = Starter(
    kind="person",
    label=told("Person", "人员"),
    text=told(
        "Contacts, members, candidates: people and how to reach them", "联系人、会员、候选人：人以及联系方式"
    ),
    icon="user",
    brings=(
        told("Name, mobile, e-mail, company, birthday", "姓名、手机、邮箱、公司、生日"),
        told("Nobody twice: mobile and e-mail are unique", "避免重复：手机和邮箱唯一"),
        told("List, birthdays, cards", "列表、生日日历、卡片"),
    ),
    documents=(
        {
            "kind": "object",
            "name": OBJECT,
            "label": {"en": LABEL, "zh-CN": LABEL},
            "icon": "user",
            "title_field": "name",
            "fields": [
                {"name": "name", "type": "person_name", "label": words("Name", "姓名"), "required": True},
                {"name": "mobile", "type": "mobile_cn", "label": words("Mobile", "手机号"), "unique": True},
                {"name": "email", "type": "email", "label": words("E-mail", "邮箱"), "unique": True},
                {"name": "phone", "type": "phone", "label": words("Phone", "电话")},
                {
                    "name": "company",
                    "label": words("Company", "公司"),
                    "$to": ["company", "account", "customer", "organization"],
                    "$else": {"type": "company_name"},
                },
                {"name": "position", "type": "text", "label": words("Position", "职务"), "max_length": 100},
                {
                    "name": "status",
                    "type": "select",
                    "label": words("Status", "状态"),
                    "options": [
                        option("active", "Active", "有效", "green"),
                        option("left", "Left", "已离开", "gray"),
                    ],
                    "default": "active",
                },
                {"name": "birthday", "type": "date", "label": words("Birthday", "生日")},
                {"name": "photo", "type": "image", "label": words("Photo", "照片")},
                {"name": "address", "type": "address", "label": words("Address", "地址")},
                {"name": "notes", "type": "long_text", "label": words("Notes", "备注")},
            ],
            "rules": [
                {
                    "name": "can_be_reached",
                    "when": "ISBLANK(mobile) AND ISBLANK(email) AND ISBLANK(phone)",
                    "field": "mobile",
                    "message": words(
                        "A mobile number, a phone number or an e-mail address is needed",
                        "请填写手机、电话或邮箱中的一项",
                    ),
                },
                {
                    "name": "born_before_today",
                    "when": "birthday > $today",
                    "field": "birthday",
                    "message": words("A birthday is not in the future", "生日不能晚于今天"),
                },
            ],
            "duplicates": [["mobile"], ["email"], ["phone"], ["name", "birthday"]],
            "history": True,
        },
        everything("name", "company", "position", "mobile", "email", "status", "owner", sort=["name"]),
        view(f"{OBJECT}_cards", "Cards", "卡片", "gallery", image="photo", columns=["company", "mobile"]),
        view(
            f"{OBJECT}_birthdays", "Birthdays", "生日", "calendar", date="birthday", filter="birthday <> null"
        ),
        form(
            "edit",
            section("Who", "基本信息", "name", "company", "position", "status"),
            section(
                "How to reach them", "联系方式", "mobile", "email", "phone", "address", full=("address",)
            ),
            section("More", "更多", "birthday", "photo", "owner", "notes", full=("notes",)),
        ),
        form("quick", section("Who", "基本信息", "name", "company", "mobile", "email")),
    ),
)
