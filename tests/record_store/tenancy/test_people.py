"""Accounts, members, sessions and keys: who comes in, and who does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from metamodel import Conflict, Invalid, NotAllowed, NotFound
from record_store.audit import read_audit
from record_store.control_tables import ACCOUNT, SESSION
from record_store.system_tables import API_KEY
from record_store.tenancy import TooManyAttempts
from tests.record_store.tenancy.conftest import PASSWORD, SYSTEM, Bureau


def events(bureau: Bureau, tenant: str = "acme") -> list[str]:
    with bureau.store.database.reading(tenant) as connection:
        return [entry.event for entry in read_audit(connection)]


def stored(bureau: Bureau, column: Any) -> Any:
    with bureau.store.database.reading_control() as control:
        return control.scalar(select(column))


def test_whoever_knows_the_password_is_signed_in(bureau: Bureau) -> None:
    member = bureau.member(bureau.tenant("acme"), "Ann@Example.com", "admin")
    token, account = bureau.sessions.sign_in(" ann@example.COM", PASSWORD, "10.0.0.1", "Browser")
    session = bureau.sessions.find(token)
    assert session is not None
    assert session.account_id == account.id == member.account_id
    assert bureau.members.of_account("acme", account.id).actor == member.actor
    assert events(bureau)[0] == "sign_in"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ann@example.com", "wrong horse"),
        ("bob@example.com", PASSWORD),
        ("\x00", ""),
        ("a" * 999, "b" * 9999),
    ],
)
def test_everybody_else_is_told_the_same(bureau: Bureau, email: str, password: str) -> None:
    bureau.member(bureau.tenant("acme"), "ann@example.com")
    with pytest.raises(NotAllowed) as refused:
        bureau.sessions.sign_in(email, password, "10.0.0.1")
    assert [issue.code for issue in refused.value.issues] == ["wrong_sign_in"]


def test_signing_in_may_fail_ten_times_from_one_place(bureau: Bureau) -> None:
    bureau.member(bureau.tenant("acme"), "ann@example.com")
    for _ in range(10):
        with pytest.raises(NotAllowed):
            bureau.sessions.sign_in("ann@example.com", "wrong horse", "10.0.0.1")
    with pytest.raises(TooManyAttempts) as refused:
        bureau.sessions.sign_in("ann@example.com", PASSWORD, "10.0.0.1")
    assert 0 < refused.value.retry_after <= 900
    assert bureau.sessions.sign_in("ann@example.com", PASSWORD, "10.0.0.2")
    bureau.clock.now += dt.timedelta(minutes=16)
    assert bureau.sessions.sign_in("ann@example.com", PASSWORD, "10.0.0.1")


def test_a_success_forgives_the_failures_before_it(bureau: Bureau) -> None:
    bureau.member(bureau.tenant("acme"), "ann@example.com")
    for _ in range(3):
        for _ in range(8):
            with pytest.raises(NotAllowed):
                bureau.sessions.sign_in("ann@example.com", "wrong horse", "10.0.0.1")
        assert bureau.sessions.sign_in("ann@example.com", PASSWORD, "10.0.0.1")


def test_passwords_are_kept_as_argon2id_and_renewed_when_the_cost_grows(bureau: Bureau) -> None:
    bureau.member(bureau.tenant("acme"), "ann@example.com")
    assert stored(bureau, ACCOUNT.c.password_hash).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with bureau.store.database.control() as control:
        control.execute(update(ACCOUNT).values(password_hash=weak))
    bureau.sessions.sign_in("ann@example.com", PASSWORD)
    assert stored(bureau, ACCOUNT.c.password_hash).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("password", ["short", "x" * 1001])
def test_passwords_have_a_length(bureau: Bureau, password: str) -> None:
    with pytest.raises(Invalid):
        bureau.accounts.create("ann@example.com", password)


def test_a_session_lives_while_it_is_used_and_ends_after_two_weeks(bureau: Bureau) -> None:
    account = bureau.accounts.create("ann@example.com", PASSWORD)
    token = bureau.sessions.open(account.id)
    for _ in range(3):
        bureau.clock.now += dt.timedelta(days=13)
        assert bureau.sessions.find(token) is not None
    bureau.clock.now += dt.timedelta(days=15)
    assert bureau.sessions.find(token) is None


def test_only_the_digest_of_a_token_is_kept(bureau: Bureau) -> None:
    token = bureau.sessions.open(bureau.accounts.create("ann@example.com", PASSWORD).id)
    assert token not in stored(bureau, SESSION.c.token_hash)
    assert bureau.sessions.find(stored(bureau, SESSION.c.token_hash)) is None


def test_sessions_are_listed_and_ended(bureau: Bureau) -> None:
    account = bureau.accounts.create("ann@example.com", PASSWORD)
    here, there = bureau.sessions.open(account.id, "here"), bureau.sessions.open(account.id, "there")
    listed = {session.agent: session.id for session in bureau.sessions.list(account.id)}
    bureau.sessions.revoke(account.id, listed["there"])
    assert bureau.sessions.find(there) is None
    assert bureau.sessions.find(here) is not None
    bureau.accounts.set_password(account.id, "another horse")
    assert bureau.sessions.find(here) is None


def test_a_new_password_is_never_given_to_somebody_who_has_one(bureau: Bureau) -> None:
    bureau.member(bureau.tenant("acme"), "ann@example.com", "admin")
    bureau.members.add(bureau.tenant("bolt"), SYSTEM, "ann@example.com", ["rep"], password="stolen horse")
    with pytest.raises(NotAllowed):
        bureau.sessions.sign_in("ann@example.com", "stolen horse")
    _, account = bureau.sessions.sign_in("ann@example.com", PASSWORD)
    assert bureau.accounts.tenants(account.id) == ("acme", "bolt")


def test_a_member_has_roles_that_there_are(bureau: Bureau) -> None:
    bureau.tenant("acme")
    with pytest.raises(Invalid, match="no role"):
        bureau.member("acme", "ann@example.com", "emperor")
    bureau.member("acme", "ann@example.com", "rep")
    with pytest.raises(Conflict):
        bureau.member("acme", "ANN@example.com", "rep")


def test_the_last_one_who_manages_people_stays(bureau: Bureau) -> None:
    ann = bureau.member(bureau.tenant("acme"), "ann@example.com", "admin")
    for attempt in (
        lambda: bureau.members.remove("acme", SYSTEM, ann.id),
        lambda: bureau.members.change("acme", SYSTEM, ann.id, roles=["rep"]),
        lambda: bureau.members.change("acme", SYSTEM, ann.id, active=False),
    ):
        with pytest.raises(Conflict, match="last one"):
            attempt()
    bureau.member("acme", "bob@example.com", "admin")
    bureau.members.remove("acme", SYSTEM, ann.id)
    with pytest.raises(NotFound):
        bureau.members.of_account("acme", ann.account_id)
    assert bureau.accounts.tenants(ann.account_id) == ()


def test_a_member_who_left_may_be_let_in_again(bureau: Bureau) -> None:
    bureau.member(bureau.tenant("acme"), "ann@example.com", "admin")
    bob = bureau.member("acme", "bob@example.com")
    bureau.members.remove("acme", SYSTEM, bob.id)
    bureau.members.change("acme", SYSTEM, bob.id, active=True)
    assert bureau.accounts.tenants(bob.account_id) == ("acme",)


def test_a_key_acts_for_its_member_until_it_is_revoked(bureau: Bureau) -> None:
    bureau.member(bureau.tenant("acme"), "boss@example.com", "admin")
    ann = bureau.member("acme", "ann@example.com")
    key = bureau.keys.create("acme", SYSTEM, ann.id, "script")
    assert key.startswith("trl_acme_")
    assert bureau.keys.find(key) == ("acme", ann)
    (listed,) = bureau.keys.list("acme", ann.id)
    assert listed.used_at is not None
    bureau.keys.revoke("acme", SYSTEM, listed.id)
    assert bureau.keys.find(key) is None
    with pytest.raises(NotFound):
        bureau.keys.revoke("acme", SYSTEM, listed.id)
    assert [event for event in events(bureau) if event.startswith("key")] == ["key_revoked", "key_created"]


def test_a_key_ends_with_its_member(bureau: Bureau) -> None:
    bureau.member(bureau.tenant("acme"), "boss@example.com", "admin")
    ann = bureau.member("acme", "ann@example.com")
    key = bureau.keys.create("acme", SYSTEM, ann.id)
    bureau.members.remove("acme", SYSTEM, ann.id)
    assert bureau.keys.find(key) is None
    bureau.members.change("acme", SYSTEM, ann.id, active=True)
    assert bureau.keys.find(key) is None


def test_a_key_of_one_tenant_opens_no_other(bureau: Bureau) -> None:
    for tenant in ("acme", "bolt"):
        bureau.member(bureau.tenant(tenant), f"boss@{tenant}.example", "admin")
    key = bureau.keys.create("acme", SYSTEM, bureau.members.find("acme", "boss@acme.example").id)
    assert bureau.keys.find(key.replace("acme", "bolt")) is None
    with bureau.store.database.reading("acme") as connection:
        assert key not in str(connection.execute(select(API_KEY)).all())


@pytest.mark.parametrize(
    "key", ["", "trl_", "trl_acme_", "trl__x", "nonsense", "trl_acme_\x00", "trl_acme_\ud800", "ü" * 300]
)
def test_what_is_no_key_opens_nothing(bureau: Bureau, key: str) -> None:
    bureau.tenant("acme")
    assert bureau.keys.find(key) is None


def test_what_changes_roles_is_written_down(bureau: Bureau) -> None:
    boss = bureau.member(bureau.tenant("acme"), "boss@example.com", "admin")
    ann = bureau.member("acme", "ann@example.com")
    bureau.members.change("acme", boss.actor, ann.id, roles=["admin"])
    with bureau.store.database.reading("acme") as connection:
        newest = read_audit(connection)[0]
    assert (newest.event, newest.by) == ("roles_changed", boss.id)
    assert newest.details["before"] == ["rep"]
