"""What the gallery shows: a small botanical garden, in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from metamodel.issues import Issue
from metamodel.labels import Label
from ui_kit.navigation import Frame, NavigationItem, Person
from ui_kit.presentation import current_presentation

NOW = datetime(2026, 5, 14, 9, 30, tzinfo=UTC)


def said(english: str, chinese: str) -> str:
    """A sample text in the language of the page."""
    return Label.of({"en": english, "zh-CN": chinese}).text(current_presentation().locale)


STAGES = (
    ("seed", Label.of({"en": "Seedling", "zh-CN": "育苗"}), "gray"),
    ("growing", Label.of({"en": "Growing", "zh-CN": "生长"}), "blue"),
    ("budding", Label.of({"en": "Budding", "zh-CN": "现蕾"}), "violet"),
    ("flowering", Label.of({"en": "Flowering", "zh-CN": "开花"}), "green"),
    ("resting", Label.of({"en": "Resting", "zh-CN": "休眠"}), "amber"),
)
KEEPERS = ("Ines Okafor", "王小明", "Jonas Weber", "欧阳静", "Priya Raman")
NAMES = (
    ("Himalayan blue poppy", "藿香叶绿绒蒿"), ("Tree peony “Yao Huang”", "牡丹「姚黄」"), ("Dove tree", "珙桐"),
    ("Snow lotus", "雪莲花"), ("Maidenhair tree", "银杏"), ("Rothschild’s slipper orchid", "国王拖鞋兰"),
    ("King protea", "帝王花"), ("Chinese plum", "梅花"), ("Cape sundew", "好望角茅膏菜"), ("Titan arum", "巨魔芋"),
    ("Sacred lotus", "荷花"), ("Dragon blood tree", "龙血树"), ("Bird of paradise", "鹤望兰"), ("Ghost orchid", "幽灵兰"),
    ("Golden camellia", "金花茶"), ("Monkey puzzle", "智利南洋杉"),
)  # fmt: skip


@dataclass(frozen=True)
class Plant:
    """One row of the sample list."""

    id: str
    name: str
    stage: str
    stage_label: Label
    color: str
    keeper: str
    price: Decimal
    share: int
    due: date
    changed: datetime
    bed: str


def plant(number: int) -> Plant:
    """The same plant for the same number, always."""
    english, chinese = NAMES[number % len(NAMES)]
    value, label, color = STAGES[(number * 7) % len(STAGES)]
    return Plant(
        id=str(number), name=said(english, chinese), stage=value, stage_label=label, color=color,
        keeper=KEEPERS[number % len(KEEPERS)], price=Decimal(1200 + number * 377 % 9000) + Decimal("0.50"),
        share=(number * 23) % 101, due=NOW.date() + timedelta(days=number * 3 - 9),
        changed=NOW - timedelta(hours=number * number * 5 + 1), bed=said(f"House {number % 6 + 1}", f"{number % 6 + 1}号温室"),
    )  # fmt: skip


def plants(first: int = 0, count: int = 24) -> list[Plant]:
    return [plant(number) for number in range(first, first + count)]


def columns() -> list[dict[str, Any]]:
    return [
        {"key": "name", "label": said("Name", "名称"), "width": 240, "sort": "?sort=name", "sorted": "ascending", "icon": "letter-case"},
        {"key": "stage", "label": said("Stage", "阶段"), "width": 128, "sort": "?sort=stage", "icon": "progress"},
        {"key": "keeper", "label": said("Keeper", "养护人"), "width": 160, "icon": "user"},
        {"key": "price", "label": said("Value", "估值"), "width": 136, "align": "end", "sort": "?sort=price", "icon": "coin"},
        {"key": "share", "label": said("Care done", "养护进度"), "width": 152, "icon": "percentage"},
        {"key": "due", "label": said("Next check", "下次检查"), "width": 128, "icon": "calendar"},
        {"key": "changed", "label": said("Changed", "更新时间"), "width": 136, "icon": "clock"},
        {"key": "bed", "label": said("House", "温室"), "width": 112, "icon": "building"},
    ]  # fmt: skip


def month() -> list[list[dict[str, Any]]]:
    """The weeks of the sample month, with plants on their days."""
    first = date(2026, 4, 27)
    events: dict[date, list[dict[str, Any]]] = {}
    for one in plants(0, 30):
        entry = {"label": one.name, "href": "#", "color": one.color, "time": "09:30", "value": one.id}
        events.setdefault(first + timedelta(days=int(one.id) * 5 % 34), []).append(entry)
    days = [first + timedelta(days=offset) for offset in range(35)]
    cells = [
        {"date": day, "in_month": day.month == 5, "today": day == NOW.date(), "events": events.get(day, [])}
        for day in days
    ]
    return [cells[start : start + 7] for start in range(0, 35, 7)]


def frame(page: str, theme: str, accent: str = "indigo") -> Frame:
    """The frame around a page of the gallery."""

    def item(name: str, label: str, icon: str, **more: Any) -> NavigationItem:
        return NavigationItem(label, icon, f"/{name}", active=page == name, **more)

    return Frame(
        name=said("Kew & Co.", "四季植物园"),
        home="/components",
        navigation=(
            item("components", said("Components", "组件"), "box"),
            item("dashboard", said("Dashboard", "仪表盘"), "layout-dashboard"),
            NavigationItem(
                said("Collections", "馆藏"),
                children=(
                    item("list", said("Plants", "植物"), "plant-2", count=1284, color="green"),
                    item("board", said("Board", "看板"), "layout-kanban", color="violet"),
                    item("calendar", said("Calendar", "日历"), "calendar", color="blue"),
                    item("cards", said("Cards", "卡片"), "photo", color="pink"),
                ),
            ),
            NavigationItem(
                said("One plant", "单株"),
                children=(
                    item("record", said("Record", "详情"), "file-text", color="amber"),
                    item("form", said("Form", "表单"), "forms", color="cyan"),
                ),
            ),
        ),
        person=Person(said("Ines Okafor", "欧阳静"), "ines@example.com"),
        search="/search",
        inbox="/inbox",
        inbox_count=3,
        help="/help",
        studio="/studio",
        profile="/profile",
        sign_out="/sign-out",
        preferences="/preferences",
        csrf_token="sample-token",  # noqa: S106
        theme=theme,
        accent=accent,
    )


def stage_options() -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "color": color} for value, label, color in STAGES]


def label_options() -> list[dict[str, Any]]:
    words = (
        ("rare", "Rare", "珍稀", "red"),
        ("shade", "Shade", "喜阴", "teal"),
        ("acid", "Acid soil", "酸性土", "orange"),
    )
    return [{"value": value, "label": said(en, zh), "color": color} for value, en, zh, color in words]


def houses(query: str) -> list[dict[str, Any]]:
    """What the look-up of the gallery finds."""
    everything = [
        {"value": str(n), "label": said(f"House {n}", f"{n}号温室"), "note": said(f"{n * 7} plants", f"{n * 7} 株"), "icon": "building"}
        for n in range(1, 13)
    ]  # fmt: skip
    return [house for house in everything if query.lower() in house["label"].lower()][:8]


def matching(query: str) -> list[Plant]:
    return [one for one in plants(0, 16) if query.lower() in one.name.lower()][:6]


def issues() -> list[Issue]:
    return [Issue("required", "/name", said("Name is needed", "请填写名称"))]
