"""The reference of functions for builders, written from the registry."""

from __future__ import annotations

from expressions.functions.function import Function
from expressions.functions.registry import FUNCTIONS, GROUPS

_HEAD = """# Functions

Written by `python -m expressions.reference`; a test compares it with the registry. “SQL” says whether the database can
compute the function, so that filters and sorting may use it.
"""


def function_reference() -> str:
    """The whole page as Markdown."""
    sections = [_HEAD]
    for group, label in GROUPS.items():
        rows = [_row(function) for function in FUNCTIONS.values() if function.group == group]
        title = f"## {label.text('en')} · {label.text('zh-CN')}"
        head = "| Function | What it gives | 说明 | Example | SQL |\n|---|---|---|---|---|"
        sections.append("\n".join([title, "", head, *rows, ""]))
    return "\n".join(sections)


def _row(function: Function) -> str:
    examples = "<br>".join(f"`{e.expression}` → `{e.result or 'blank'}`" for e in function.examples)
    cells = (
        f"`{function.signature}`",
        function.help.text("en"),
        function.help.text("zh-CN"),
        examples,
        "yes" if function.in_sql else "no",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    import sys

    sys.stdout.write(function_reference())
