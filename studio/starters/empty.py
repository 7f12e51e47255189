"""An object with a name and nothing else."""

from studio.starters.starter import LABEL, OBJECT, Starter, everything, told, words

EMPTY = Starter(
    kind="empty",
    label=told("Empty", "空白"),
    text=told("One field that names the records; the rest is up to you", "只有一个名称字段，其余由您决定"),
    icon="square-plus",
    brings=(told("Name", "名称"), told("List", "列表")),
    documents=(
        {
            "kind": "object",
            "name": OBJECT,
            "label": {"en": LABEL, "zh-CN": LABEL},
            "icon": "table",
            "title_field": "name",
            "fields": [{"name": "name", "type": "text", "label": words("Name", "名称"), "required": True}],
            "history": True,
        },
        {key: value for key, value in everything().items() if key != "columns"},
    ),
)
