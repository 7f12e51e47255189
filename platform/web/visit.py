"""What a handler gets: who asks, in which tenant, and the way to its records."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Request

from metamodel import Issue, NotAllowed, NotFound, not_found
from record_store.access import rights_of
from record_store.actor import Actor
from record_store.live import Live
from record_store.records import Records
from record_store.releases import Releases
from record_store.store import Store
from record_store.tenancy import Session
from record_store.tenant_names import RESERVED
from ui_kit.presentation import best_locale
from web.composition import Composition
from web.csrf import SAFE_METHODS, HeaderToken, SentToken, check_csrf, csrf_token
from web.localisation import chosen_locale
from web.refusals import NotSignedIn
from web.sessions import composition_of, current_session, session_token
from web.viewing import only_looking, viewed_actor


@dataclass(frozen=True)
class Visit:
    """One request of a known person in one tenant; `session` is missing when a key was used."""

    composition: Composition
    tenant: str
    actor: Actor
    session: Session | None = None
    csrf_token: str = ""
    viewer: Actor | None = None
    """Who looks, where the actor is somebody whose rights are looked through; then nothing can be written."""

    @property
    def locale(self) -> str:
        return self.actor.locale

    @property
    def store(self) -> Store:
        return self.composition.store

    @property
    def releases(self) -> Releases:
        return self.composition.releases

    @cached_property
    def live(self) -> Live:
        """The release that was live when it was first asked for; inside a transaction take `records.live`."""
        return self.store.live(self.tenant)

    def reading(self) -> AbstractContextManager[Records]:
        """The records in one read transaction."""
        return self.store.reading(self.tenant, self.actor)

    def writing(self) -> AbstractContextManager[Records]:
        """The records in one write transaction. Raises: NotAllowed, while somebody else's rights are looked through."""
        if self.viewer is not None:
            raise only_looking()
        return self.store.writing(self.tenant, self.actor)

    def require_self(self) -> None:
        """Raises: NotAllowed, while a person looks as another one: what is personal stays theirs."""
        if self.viewer is not None and self.viewer.id != self.actor.id:
            message = "This is personal: it is not shown to those who look as somebody else"
            raise NotAllowed(Issue("personal", "", message))

    def require(self, ability: str) -> None:
        """Raises: NotAllowed, when none of the person's roles can do this (`studio`, `import`, …)."""
        rights_of(self.live, self.actor).require_ability(ability)


def page_visit(request: Request, tenant: str, sent: SentToken) -> Visit:
    """The visit of a page; strangers go to the sign-in.

    Raises: NotSignedIn, Forged, NotFound where the person is not a member, as if the tenant were not there.
    """
    if tenant in RESERVED:
        raise NotFound(())
    session = current_session(request)
    if session is None:
        raise NotSignedIn
    return _visit_of_session(request, tenant, session, sent)


def own_visit(request: Request, tenant: str, sent: SentToken) -> Visit:
    """The visit of a page that is the person's own, whosever rights they look through. Raises: as `page_visit`."""
    if tenant in RESERVED:
        raise NotFound(())
    session = current_session(request)
    if session is None:
        raise NotSignedIn
    return _visit_of_session(request, tenant, session, sent, own=True)


def api_visit(request: Request, tenant: str, sent: HeaderToken) -> Visit:
    """The visit of an API call: by key, else by the session of a page with its token.

    Raises: NotSignedIn, Forged, TooMany, NotFound.
    """
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        visit = _visit_of_key(request, tenant, key.strip())
    else:
        session = current_session(request)
        if session is None:
            raise NotSignedIn
        key = session_token(request)
        visit = _visit_of_session(request, tenant, session, sent)
    request.state.headers.update(request.app.state.rate_limits.call(_digest(key)))
    return visit


def _digest(key: str) -> str:
    """What a key is counted under: counters never hold the key itself."""
    return hashlib.sha256(key.encode()).hexdigest()


def _visit_of_key(request: Request, tenant: str, key: str) -> Visit:
    composition = composition_of(request)
    opened = composition.keys.find(key)
    if opened is None:
        raise NotSignedIn
    if opened[0] != tenant:
        raise not_found("tenant", tenant)
    actor = opened[1].actor
    asked = request.headers.get("accept-language")
    return Visit(composition, tenant, _known(request, actor, best_locale(asked) if asked else actor.locale))


def _visit_of_session(
    request: Request, tenant: str, session: Session, sent: str, *, own: bool = False
) -> Visit:
    composition = composition_of(request)
    token, secret = session_token(request), composition.settings.secret_key
    check_csrf(request, secret, token, sent)
    actor = composition.members.of_account(tenant, session.account_id).actor
    actor = _known(request, actor, chosen_locale(request) or actor.locale)
    seen = None if own else viewed_actor(request, composition, tenant, actor)
    if seen is None:
        return Visit(composition, tenant, actor, session, csrf_token(secret, token))
    if request.method not in SAFE_METHODS:
        raise only_looking()
    return Visit(composition, tenant, seen, session, csrf_token(secret, token), viewer=actor)


def _known(request: Request, actor: Actor, locale: str) -> Actor:
    """The actor in the language that was chosen or asked for; the log and the answers know it too."""
    request.state.locale = locale
    request.state.person = actor.id
    return actor if locale == actor.locale else replace(actor, locale=locale)


def studio_visit(visit: ApiVisit) -> Visit:
    """An API visit of somebody who may build. Raises: NotAllowed."""
    visit.require("studio")
    return visit


PageVisit = Annotated[Visit, Depends(page_visit)]
"""What a page declares to receive its visit."""
OwnVisit = Annotated[Visit, Depends(own_visit)]
"""What a page declares that is the person's own while they look through the rights of somebody else."""
ApiVisit = Annotated[Visit, Depends(api_visit)]
"""What an API call declares to receive its visit."""
StudioVisit = Annotated[Visit, Depends(studio_visit)]
"""An API call that only builders may make."""
