"""The kinds of document that the metamodel itself knows, and the contract that every kind keeps."""

from metamodel.kinds.document_kind import DocumentKind, Reference

__all__ = ["DocumentKind", "Reference"]
