"""A tenant from a template: made whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from metamodel import Blueprint, Invalid, Issue
from record_store.actor import Actor
from record_store.tenancy import admin_roles
from web.composition import Composition
from web.template_packages import find_package, refuse_wrong_package
from web.template_packages.installing import load_sample_data

ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class NewTenant:
    """What somebody wants to have made."""

    name: str
    template: str
    admin: str
    password: str = field(repr=False)
    label: str = ""
    locale: str = "en"
    zone: str = "UTC"
    sample_data: bool = False


def make_tenant(composition: Composition, wanted: NewTenant) -> dict[str, int]:
    """Makes it, and says how many sample records of each object there are. Raises: Invalid, Conflict."""
    package = find_package(wanted.template)
    refuse_wrong_package(package)
    role = administrator_role(package.blueprint)
    tenants, members = composition.tenants, composition.members
    tenants.create(wanted.name, package.blueprint, wanted.label, wanted.locale, wanted.zone)
    try:
        admin = members.add(wanted.name, Actor.system(), wanted.admin, [role], password=wanted.password)
        if not wanted.sample_data:
            return {}
        return load_sample_data(composition, wanted.name, admin.actor, package)
    except BaseException:
        tenants.delete(wanted.name)
        raise


def administrator_role(blueprint: Blueprint) -> str:
    """The role that manages people, `admin` before others. Raises: Invalid, when the template has none."""
    able = admin_roles(blueprint)
    if not able:
        hint = "Give one of its roles the ability “users”"
        raise Invalid(Issue("no_admin_role", "/roles", "No role of the template manages people", hint))
    return ADMIN if ADMIN in able else able[0]
