"""Who may do what with which records and fields."""

from record_store.access.rights import Rights, rights_of

__all__ = ["Rights", "rights_of"]
