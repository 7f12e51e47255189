"""Looking at everything as a role, or as a person: as whom, kept in a cookie that only its session can use."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, replace

import orjson
from fastapi import Request
from starlette.responses import Response

from metamodel import Issue, NotAllowed, NotFound
from record_store.access import rights_of
from record_store.access.comparing import shows_no_more
from record_store.actor import Actor
from record_store.live import Live
from web.composition import Composition
from web.sessions import composition_of, session_token

VIEWING_COOKIE = "trellis_view_as"
LASTS = 8 * 3600
"""Seconds: a working day later everybody is themselves again."""


@dataclass(frozen=True, slots=True)
class Viewing:
    """As whom a tenant is looked at: a role, or a member with all of theirs."""

    tenant: str
    role: str
    member: str = ""


def viewed_actor(request: Request, composition: Composition, tenant: str, viewer: Actor) -> Actor | None:
    """Whose rights this request is answered with; nothing where the person looks as themselves.

    Asked anew with every request: who may look no longer does not.
    """
    viewing = read_viewing(request)
    if viewing is None or viewing.tenant != tenant:
        return None
    try:
        actor = actor_of(composition, viewing, viewer)
    except NotFound:
        return None
    return actor if may_view(composition.store.live(tenant), viewer, actor) else None


def actor_of(composition: Composition, viewing: Viewing, viewer: Actor) -> Actor:
    """The actor that is looked through, in the language of who looks. Raises: NotFound."""
    if viewing.member:
        member = composition.members.get(viewing.tenant, viewing.member)
        return replace(member.actor, locale=viewer.locale)
    composition.store.live(viewing.tenant).blueprint.document("role", viewing.role)
    return replace(viewer, roles=(viewing.role,))


def may_begin(live: Live, viewer: Actor) -> bool:
    """Whether the person may look through the rights of anybody at all."""
    rights = rights_of(live, viewer)
    return rights.can("users") or rights.can("studio")


def may_view(live: Live, viewer: Actor, actor: Actor) -> bool:
    """Who manages people may look as anybody; who builds only where that shows no more than they see themselves."""
    own = rights_of(live, viewer)
    if own.can("users"):
        return True
    theirs = rights_of(live, actor)
    return own.can("studio") and shows_no_more(theirs, own, same_person=actor.id == viewer.id)


def only_looking() -> NotAllowed:
    """The refusal of every change meanwhile."""
    message = "You only look at this as somebody else: nothing can be changed"
    return NotAllowed(
        Issue("only_looking", "", message, "End it in the bar at the top, then change it as yourself")
    )


def remember_viewing(request: Request, response: Response, viewing: Viewing) -> None:
    composition = composition_of(request)
    until = int(composition.store.clock().timestamp()) + LASTS
    facts = {"tenant": viewing.tenant, "role": viewing.role, "member": viewing.member, "until": until}
    text = base64.urlsafe_b64encode(orjson.dumps(facts)).decode()
    response.set_cookie(
        VIEWING_COOKIE,
        f"{text}.{_proof(request, text)}",
        max_age=LASTS,
        httponly=True,
        samesite="lax",
        secure=composition.settings.secure,
        path="/",
    )


def forget_viewing(response: Response) -> None:
    response.delete_cookie(VIEWING_COOKIE)


def read_viewing(request: Request) -> Viewing | None:
    """What the cookie says, if this session was given it and its time is not over."""
    text, _, proof = request.cookies.get(VIEWING_COOKIE, "").partition(".")
    if not text or not hmac.compare_digest(proof.encode(), _proof(request, text).encode()):
        return None
    try:
        facts = orjson.loads(base64.urlsafe_b64decode(text))
    except (ValueError, binascii.Error):
        return None
    if facts["until"] < composition_of(request).store.clock().timestamp():
        return None
    return Viewing(facts["tenant"], facts["role"], facts["member"])


def _proof(request: Request, text: str) -> str:
    """Bound to the session: copied into another browser the cookie says nothing."""
    key = composition_of(request).settings.secret_key.encode()
    return hmac.new(key, f"view:{session_token(request)}:{text}".encode(), hashlib.sha256).hexdigest()
