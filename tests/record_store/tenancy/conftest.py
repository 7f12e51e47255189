"""An office to sign in to: tenants, accounts, members, sessions and keys over one store."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from metamodel import Blueprint
from record_store.actor import Actor
from record_store.database import Database
from record_store.store import Store
from record_store.tenancy import Accounts, ApiKeys, Member, Members, Sessions, Tenants
from tests.builders import Clock, a_role, an_object
from tests.record_store.releases.workshop import KINDS

SYSTEM = Actor.system()
PASSWORD = "correct horse"


@dataclass
class Bureau:
    """Everything about people, with a clock that tests turn."""

    store: Store
    clock: Clock
    tenants: Tenants = field(init=False)
    accounts: Accounts = field(init=False)
    members: Members = field(init=False)
    sessions: Sessions = field(init=False)
    keys: ApiKeys = field(init=False)

    def __post_init__(self) -> None:
        self.tenants = Tenants(self.store, KINDS)
        self.accounts = Accounts(self.store)
        self.members = Members(self.store, self.accounts)
        self.sessions = Sessions(self.store, self.accounts)
        self.keys = ApiKeys(self.store, self.members)

    def tenant(self, name: str) -> str:
        """A tenant with deals, administrators and reps."""
        admin = a_role("admin", {"*": "all"}, can=["users", "studio", "api"])
        blueprint = Blueprint.of([an_object("deal", "title"), admin, a_role("rep", {"deal": "own"})])
        self.tenants.create(name, blueprint, f"The {name} company")
        return name

    def member(self, tenant: str, email: str, *roles: str) -> Member:
        return self.members.add(tenant, SYSTEM, email, roles or ("rep",), password=PASSWORD)


@pytest.fixture
def bureau(database: Database) -> Bureau:
    clock = Clock()
    return Bureau(Store(database, clock=clock), clock)
