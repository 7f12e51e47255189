"""The expressions of an object's fields and rules, compiled once for a release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from expressions import BOOLEAN, Evaluate, check, compile_python, parse, record_environment
from metamodel import Field, Object, Rule
from record_store.writing.plan import is_expression

if TYPE_CHECKING:
    from record_store.live import Live


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression ready to run; `behind` are the paths through look-ups that it reads."""

    evaluate: Evaluate
    behind: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the object's document says in expressions about writing its records."""

    defaults: tuple[tuple[Field, Compiled], ...]
    required_when: tuple[tuple[Field, Compiled], ...]
    readonly_when: tuple[tuple[Field, Compiled], ...]
    rules: tuple[tuple[Rule, Compiled], ...]

    @property
    def empty(self) -> bool:
        return not (self.required_when or self.readonly_when or self.rules)

    def behind(self) -> frozenset[str]:
        """The paths that checking a record reads."""
        groups: tuple[tuple[tuple[Any, Compiled], ...], ...] = (
            self.required_when,
            self.readonly_when,
            self.rules,
        )
        return frozenset(path for group in groups for _, compiled in group for path in compiled.behind)

    def behind_defaults(self) -> frozenset[str]:
        return frozenset(path for _, compiled in self.defaults for path in compiled.behind)


def conditions_of(live: Live, object_name: str) -> Conditions:
    """The conditions, from the release's memory."""

    def compile_all() -> Conditions:
        described = live.blueprint.object(object_name)
        return Conditions(
            tuple(_defaults(live, described)),
            tuple(_settings(live, described, "required_when")),
            tuple(_settings(live, described, "readonly_when")),
            tuple((rule, _condition(live, described, rule.when)) for rule in described.rules),
        )

    return live.memo(("conditions", object_name), compile_all)


def _defaults(live: Live, described: Object) -> Iterator[tuple[Field, Compiled]]:
    """Defaults count blanks as zero, as formulas do."""
    environment = record_environment(live.blueprint, described.name)
    for field in described.fields:
        if is_expression(field.default):
            checked = check(parse(str(field.default["expression"])), environment)
            yield field, Compiled(compile_python(checked, "zero"), _behind(checked.dependencies))


def _settings(live: Live, described: Object, setting: str) -> Iterator[tuple[Field, Compiled]]:
    for field in described.fields:
        if field.settings.get(setting):
            yield field, _condition(live, described, str(field.settings[setting]))


def _condition(live: Live, described: Object, written: str) -> Compiled:
    checked = check(parse(written), record_environment(live.blueprint, described.name), BOOLEAN)
    return Compiled(compile_python(checked, "blank"), _behind(checked.dependencies))


def _behind(dependencies: frozenset[str]) -> frozenset[str]:
    named = (path.removeprefix("$prior.") for path in dependencies)
    return frozenset(path for path in named if "." in path)
