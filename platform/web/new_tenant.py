"""A tenant from a template: made whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from metamodel import Blueprint
from record_store.actor import Actor
from web.composition import Composition
from web.template_packages import find_package, install_package

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
    tenancy = composition.tenancy
    tenancy.create(wanted.name, label=wanted.label, locale=wanted.locale, zone=wanted.zone)
    try:
        install_package(composition, wanted.name, Actor.system(), package, sample_data=False)
        roles = administrator_roles(package.blueprint)
        tenancy.add_member(wanted.name, wanted.admin, roles, password=wanted.password, locale=wanted.locale)
        if not wanted.sample_data:
            return {}
        return load_sample_data(composition, wanted.name, _actor(composition, wanted), package)
    except BaseException:
        tenancy.delete(wanted.name)
        raise


def administrator_roles(blueprint: Blueprint) -> tuple[str, ...]:
    """The role `admin` of the template, else the one that can do the most."""
    if ADMIN in blueprint.roles:
        return (ADMIN,)
    able = sorted(blueprint.roles.values(), key=lambda role: -len(role.abilities))
    return tuple(role.name for role in able[:1])
