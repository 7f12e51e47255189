"""Tenants and people: who there is, who may sign in, who may come in where."""

from record_store.tenancy.accounts import Account, Accounts
from record_store.tenancy.api_keys import ApiKey, ApiKeys
from record_store.tenancy.members import Member, Members, admin_roles
from record_store.tenancy.sessions import Session, Sessions
from record_store.tenancy.tenants import Tenant, Tenants
from record_store.tenancy.throttle import TooManyAttempts

__all__ = [
    "Account",
    "Accounts",
    "ApiKey",
    "ApiKeys",
    "Member",
    "Members",
    "Session",
    "Sessions",
    "Tenant",
    "Tenants",
    "TooManyAttempts",
    "admin_roles",
]
