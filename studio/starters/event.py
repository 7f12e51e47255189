"""What happens at a time: visits, meetings, training."""

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

EVENT = Starter(
    kind="event",
    label=told("Event", "事件"),
    text=told(
        "Visits, meetings, training: what begins and ends at a time", "拜访、会议、培训：有开始和结束时间的事"
    ),
    icon="calendar-event",
    brings=(
        told("Subject, start, end, place, who takes part", "主题、开始、结束、地点、参与人"),
        told("Calendar, timeline, list", "日历、时间线、列表"),
        told("It cannot end before it starts", "结束不早于开始"),
    ),
    documents=(
        {
            "kind": "object",
            "name": OBJECT,
            "label": {"en": LABEL, "zh-CN": LABEL},
            "icon": "calendar-event",
            "title_field": "subject",
            "fields": [
                {
                    "name": "subject",
                    "type": "text",
                    "label": words("Subject", "主题"),
                    "required": True,
                    "max_length": 200,
                },
                {
                    "name": "starts_at",
                    "type": "datetime",
                    "label": words("Starts", "开始时间"),
                    "required": True,
                },
                {"name": "ends_at", "type": "datetime", "label": words("Ends", "结束时间")},
                {
                    "name": "type",
                    "type": "select",
                    "label": words("Type", "类型"),
                    "options": [
                        option("meeting", "Meeting", "会议", "blue"),
                        option("visit", "Visit", "拜访", "teal"),
                        option("call", "Call", "电话", "violet"),
                        option("training", "Training", "培训", "amber"),
                    ],
                    "default": "meeting",
                },
                {
                    "name": "status",
                    "type": "select",
                    "label": words("Status", "状态"),
                    "required": True,
                    "options": [
                        option("planned", "Planned", "已计划", "blue"),
                        option("held", "Held", "已举行", "green"),
                        option("cancelled", "Cancelled", "已取消", "red"),
                    ],
                    "default": "planned",
                },
                {"name": "place", "type": "text", "label": words("Place", "地点"), "max_length": 200},
                {
                    "name": "company",
                    "label": words("Company", "公司"),
                    "$to": ["company", "account", "customer"],
                },
                {"name": "person", "label": words("Person", "联系人"), "$to": ["person", "contact"]},
                {
                    "name": "outcome",
                    "type": "long_text",
                    "label": words("Outcome", "结果"),
                    "visible_when": 'status = "held"',
                },
            ],
            "rules": [
                {
                    "name": "ends_after_start",
                    "when": "ends_at < starts_at",
                    "field": "ends_at",
                    "message": words("It cannot end before it starts", "结束时间不能早于开始时间"),
                }
            ],
            "indexes": [["starts_at"], ["status", "starts_at"]],
            "history": True,
        },
        view(
            f"{OBJECT}_calendar",
            "Calendar",
            "日历",
            "calendar",
            date="starts_at",
            end="ends_at",
            columns=["type", "place"],
        ),
        everything(
            "subject", "starts_at", "ends_at", "type", "status", "place", "owner", sort=["-starts_at"]
        ),
        view(
            f"{OBJECT}_timeline",
            "Timeline",
            "时间线",
            "timeline",
            start="starts_at",
            end="ends_at",
            columns=["type"],
        ),
        form(
            "edit",
            section(
                "What", "基本信息", "subject", "starts_at", "ends_at", "type", "place", full=("subject",)
            ),
            section("Who", "参与方", "company", "person", "owner"),
            section("How it went", "结果", "status", "outcome", full=("outcome",)),
        ),
        form(
            "quick", section("What", "基本信息", "subject", "starts_at", "ends_at", "type", full=("subject",))
        ),
    ),
)
