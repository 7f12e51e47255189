"""What is worth knowing about a tenant at a glance."""

from __future__ import annotations

from typing import Any

from record_store.tenancy import Tenant
from web.composition import Composition


def facts(composition: Composition, tenant: Tenant) -> dict[str, Any]:
    live = composition.store.live(tenant.name)
    return {
        "name": tenant.name,
        "label": live.settings.label or tenant.name,
        "locale": live.settings.locale,
        "zone": live.settings.zone,
        "release": live.release,
        "objects": len(live.blueprint.objects),
        "members": len(composition.members.list(tenant.name)),
        "created_at": tenant.created_at,
    }
