"""The role matrix as it is drawn: who may do what with which object, and see or change which field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from metamodel import Document, Field, Issue, Label, Object, Role
from metamodel.role import ACTIONS, EVERY_OBJECT, SCOPES
from record_store.tenancy.members import Member
from studio.designers import documents_using
from studio.drafts import DraftState
from studio.role_edits import OFFERED, scope_in

CONDITION = "where"
ACTION_WORDS: Mapping[str, Label] = {
    "create": Label({"en": "Create", "zh-CN": "新建"}),
    "read": Label({"en": "See", "zh-CN": "查看"}),
    "update": Label({"en": "Change", "zh-CN": "修改"}),
    "delete": Label({"en": "Delete", "zh-CN": "删除"}),
    "export": Label({"en": "Export", "zh-CN": "导出"}),
}
ACTION_ICONS: Mapping[str, str] = {
    "create": "plus", "read": "eye", "update": "pencil", "delete": "trash", "export": "download",
}  # fmt: skip
SCOPE_WORDS: Mapping[str, Label] = {
    "none": Label({"en": "None", "zh-CN": "无"}),
    "own": Label({"en": "Own", "zh-CN": "本人"}),
    "team": Label({"en": "Team", "zh-CN": "团队"}),
    "department": Label({"en": "Department", "zh-CN": "部门"}),
    "all": Label({"en": "All", "zh-CN": "全部"}),
    CONDITION: Label({"en": "If…", "zh-CN": "条件"}),
}
RIGHT_WORDS: Mapping[str, Label] = {
    "hidden": Label({"en": "Hidden", "zh-CN": "隐藏"}),
    "read": Label({"en": "See", "zh-CN": "可见"}),
    "write": Label({"en": "Change", "zh-CN": "可改"}),
}
RIGHT_ICONS: Mapping[str, str] = {"hidden": "eye-off", "read": "eye", "write": "pencil"}
ABILITY_WORDS: Mapping[str, Label] = {
    "studio": Label({"en": "Build in the studio", "zh-CN": "使用设计器"}),
    "import": Label({"en": "Import from spreadsheets", "zh-CN": "从表格导入"}),
    "users": Label({"en": "Manage people", "zh-CN": "管理人员"}),
    "bulk": Label({"en": "Change many records at once", "zh-CN": "批量修改记录"}),
    "api": Label({"en": "Hold API keys", "zh-CN": "使用 API 密钥"}),
}


@dataclass(frozen=True, slots=True)
class ScopeCell:
    """What a role grants for one action on one object."""

    role: Role
    object: str
    action: str
    scope: str
    """A named scope, or `where`."""
    condition: str
    inherited: bool
    """Whether it is what the role grants on every other object."""
    issues: tuple[Issue, ...]

    @property
    def key(self) -> str:
        return f"{self.role.name}/{self.object}/{self.action}"

    @property
    def words(self) -> Label:
        return SCOPE_WORDS.get(self.scope, Label.of(self.scope))

    @property
    def evaluated(self) -> bool:
        """Whether the evaluator knows the scope; one that it does not know grants nothing."""
        return self.scope == CONDITION or self.scope in OFFERED


@dataclass(frozen=True, slots=True)
class RightCell:
    """What a role may do with one field of the records that it may see."""

    role: Role
    object: str
    field: Field
    right: str
    sees_records: bool

    @property
    def key(self) -> str:
        return f"{self.role.name}/{self.object}/{self.field.name}"


@dataclass(frozen=True)
class RoleMatrix:
    """The roles of the draft with the objects and their fields."""

    state: DraftState
    members: Sequence[Member]
    locale: str

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(self.state.blueprint.roles.values())

    @property
    def objects(self) -> tuple[Object, ...]:
        return tuple(self.state.blueprint.objects.values())

    def cells(self, role: Role, object_name: str) -> tuple[ScopeCell, ...]:
        return tuple(self._cell(role, object_name, action) for action in ACTIONS)

    def rights(self, described: Object) -> tuple[tuple[Field, tuple[RightCell, ...]], ...]:
        """The fields of the object, each with its right for every role."""
        return tuple(
            (field, tuple(self._right(role, described, field) for role in self.roles))
            for field in described.fields
        )

    def keys(
        self, roles: Iterable[str], objects: Iterable[str], actions: Iterable[str] = ACTIONS
    ) -> list[str]:
        """The cells of these roles, objects and actions as a change names them."""
        return [
            f"{role}/{name}/{action}"
            for role, name, action in product(tuple(roles), tuple(objects), tuple(actions))
        ]

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the rows: every other object, then each by itself."""
        return (EVERY_OBJECT, *(described.name for described in self.objects))

    def people(self, role: str) -> tuple[Member, ...]:
        """The members with the role who may come in."""
        return tuple(member for member in self.members if member.active and role in member.roles)

    def uses(self, role: str) -> list[Document]:
        """The documents that name the role."""
        return documents_using(self.state.blueprint, f"role/{role}", ("role", role))

    def issues(self, role: str) -> tuple[Issue, ...]:
        return self.state.issues_under("role", role)

    def _cell(self, role: Role, object_name: str, action: str) -> ScopeCell:
        body = role.document.body
        scope = scope_in(body, object_name, action)
        own = object_name in body.get("objects", {})
        issues = self.state.issues_under("role", role.name, "objects", object_name, action)
        named = scope if isinstance(scope, str) else CONDITION
        condition = "" if isinstance(scope, str) else str(scope.get("where", ""))
        inherited = not own and object_name != EVERY_OBJECT
        return ScopeCell(role, object_name, action, named, condition, inherited, issues)

    def _right(self, role: Role, described: Object, field: Field) -> RightCell:
        sees = scope_in(role.document.body, described.name, "read") != "none"
        right = role.field_right(described.name, field.name)
        return RightCell(role, described.name, field, right, sees)


def scope_choices(locale: str, *, with_condition: bool = True) -> list[dict[str, Any]]:
    """The scopes to choose among, in words."""
    names: Iterable[str] = (*OFFERED, CONDITION) if with_condition else OFFERED
    return [
        {"value": name, "label": SCOPE_WORDS[name].text(locale)}
        for name in names
        if name in (*SCOPES, CONDITION)
    ]
