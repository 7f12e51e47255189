"""What a new object may begin with: fields, forms, views and rules of a person, a company, an event and the like."""

from studio.starters.making import documents_of
from studio.starters.registry import STARTERS
from studio.starters.starter import Starter

__all__ = ["STARTERS", "Starter", "documents_of"]
