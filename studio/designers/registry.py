"""The list of designers: a new one is a module with a `Designer` and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from studio.app_designer import AppDesigner
from studio.designers.designer import Designer
from studio.form_designer import FormDesigner
from studio.object_designer import ObjectDesigner
from studio.view_designer import ViewDesigner

DESIGNERS: Mapping[str, Designer] = {
    designer.kind: designer for designer in (ObjectDesigner(), FormDesigner(), ViewDesigner(), AppDesigner())
}
"""By the kind of their documents; documents of other kinds are edited as JSON."""
