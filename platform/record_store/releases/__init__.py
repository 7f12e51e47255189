"""Draft, check, plan, publish, roll back, and the trash from which columns and tables come back."""

from record_store.releases.choices import Choice
from record_store.releases.draft import Draft, DraftEntry
from record_store.releases.operations import Effect, Sample
from record_store.releases.plan import Impact, Plan
from record_store.releases.releases import Release, Releases
from record_store.releases.trash import Trashed

__all__ = [
    "Choice",
    "Draft",
    "DraftEntry",
    "Effect",
    "Impact",
    "Plan",
    "Release",
    "Releases",
    "Sample",
    "Trashed",
]
