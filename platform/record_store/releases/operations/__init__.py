"""What publishing can do to the database: each operation describes itself, counts what it touches, and acts."""

from record_store.releases.operations.columns import (
    AddColumn,
    RenameColumn,
    RestoreColumn,
    TrashColumn,
    add_field,
)
from record_store.releases.operations.computing import Recompute
from record_store.releases.operations.conversion import ChangeType
from record_store.releases.operations.indexes import CreateIndex, CreateUnique, DropIndex
from record_store.releases.operations.operation import Effect, Level, Operation, Sample
from record_store.releases.operations.tables import CreateTable, RenameTable, RestoreTable, TrashTable

__all__ = [
    "AddColumn",
    "ChangeType",
    "CreateIndex",
    "CreateTable",
    "CreateUnique",
    "DropIndex",
    "Effect",
    "Level",
    "Operation",
    "Recompute",
    "RenameColumn",
    "RenameTable",
    "RestoreColumn",
    "RestoreTable",
    "Sample",
    "TrashColumn",
    "TrashTable",
    "add_field",
]
