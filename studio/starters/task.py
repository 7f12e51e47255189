"""What is to be done by a day."""

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

TASK = Starter(
    kind="task",
    label=told("Task", "任务"),
    text=told("Work that somebody does until a day", "由某人在某天之前完成的工作"),
    icon="checkbox",
    brings=(
        told("Status, priority, due day, who does it", "状态、优先级、截止日期、负责人"),
        told("Board by status, calendar by due day, overdue", "状态看板、截止日历、逾期列表"),
        told("What is done has a day", "完成时必须有完成日期"),
    ),
    documents=(
        {
            "kind": "object",
            "name": OBJECT,
            "label": {"en": LABEL, "zh-CN": LABEL},
            "icon": "checkbox",
            "title_field": "subject",
            "fields": [
                {"name": "subject", "type": "text", "label": words("Subject", "主题"), "required": True, "max_length": 200},
                {
                    "name": "status",
                    "type": "select",
                    "label": words("Status", "状态"),
                    "required": True,
                    "options": [
                        option("open", "To do", "待办", "gray"),
                        option("doing", "Doing", "进行中", "blue"),
                        option("waiting", "Waiting", "等待中", "amber"),
                        option("done", "Done", "已完成", "green"),
                    ],
                    "default": "open",
                },
                {
                    "name": "priority",
                    "type": "select",
                    "label": words("Priority", "优先级"),
                    "options": [
                        option("low", "Low", "低", "gray"),
                        option("normal", "Normal", "普通", "blue"),
                        option("high", "High", "高", "red"),
                    ],
                    "default": "normal",
                },
                {"name": "due", "type": "date", "label": words("Due", "截止日期")},
                {"name": "done_on", "type": "date", "label": words("Done on", "完成日期"), "visible_when": 'status = "done"'},
                {"name": "assignee", "type": "user", "label": words("Assigned to", "执行人"), "default": {"expression": "$user"}},
                {"name": "company", "label": words("Company", "公司"), "$to": ["company", "account", "customer"]},
                {"name": "notes", "type": "long_text", "label": words("Notes", "说明")},
            ],
            "rules": [
                {
                    "name": "done_needs_day",
                    "when": 'status = "done" AND ISBLANK(done_on)',
                    "field": "done_on",
                    "message": words("Say on which day it was done", "完成时请填写完成日期"),
                }
            ],
            "indexes": [["status", "due"], ["assignee", "due"]],
            "history": True,
        },
        view(f"{OBJECT}_board", "Board", "看板", "kanban", group_by="status", columns=["priority", "due", "assignee"], sort=["due"]),
        everything("subject", "status", "priority", "due", "assignee", sort=["due"]),
        view(f"{OBJECT}_overdue", "Overdue", "已逾期", "list", filter='status <> "done" AND due < $today',
             columns=["subject", "priority", "due", "assignee"], sort=["due"]),
        view(f"{OBJECT}_calendar", "Due days", "截止日历", "calendar", date="due", columns=["status", "priority"]),
        form(
            "edit",
            section("What", "基本信息", "subject", "status", "priority", "due", "done_on", full=("subject",)),
            section("Who", "相关方", "assignee", "company", "owner"),
            section("More", "更多", "notes", columns=1, full=("notes",)),
        ),
        form("quick", section("What", "基本信息", "subject", "due", "assignee", full=("subject",))),
    ),
)  # fmt: skip
