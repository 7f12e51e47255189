"""What every designer of documents shares, and the list of them; the pages are made by `studio.pages.designing`."""

from studio.designers.designer import Addresses, Designer
from studio.designers.edits import Edit, Edited, Told
from studio.designers.parts import Part, SettingGroup, read_part
from studio.designers.tiles import Tile, TileGroup
from studio.designers.workspace import Workspace, documents_using

__all__ = [
    "Addresses",
    "Designer",
    "Edit",
    "Edited",
    "Part",
    "SettingGroup",
    "Tile",
    "TileGroup",
    "Told",
    "Workspace",
    "documents_using",
    "read_part",
]
