"""Public forms: anybody may fill in what a published form of the purpose `public` asks for, without a sign-in.

No cookie is set and none is looked at, so a form works in a frame of another web site and a forged request could do
no more than anybody may; a signed stamp shows that it began on a page of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from form_engine import BoundForm, FormDefinition, Reading, words_of
from metamodel import Conflict, Invalid, Issue, NotAllowed, NotFound
from record_store.actor import Actor
from record_store.audit import record_event
from record_store.records import Records
from record_store.tenant_names import RESERVED, is_tenant_name
from runtime.pages.public_sheet import PublicSheet, public_form
from runtime.pages.uploads import Uploads, store_uploads
from ui_kit.content_policy import CONTENT_SECURITY_POLICY
from ui_kit.messages import N_
from ui_kit.presentation import LOCALES, Presentation
from web.addresses import is_fragment
from web.csrf import CROSS_SITE
from web.forms import Form
from web.localisation import stranger_locale, translator
from web.pages import links_of
from web.refusals import Forged
from web.sessions import composition_of
from web.stamps import OLDEST, QUICKEST, age_of, make_stamp
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/public/form.html"
THANKS = "runtime/public/thanks.html"
STAMP, TRAP, CONSENT = "_stamp", "_homepage", "_consent"
AGREE = N_("Please agree before you send the form")
REFUSALS = (Invalid, NotAllowed, NotFound, Conflict)


@dataclass(frozen=True)
class Sent:
    """What came of a form: the record's id, or what is wrong with it."""

    id: str = ""
    issues: tuple[Issue, ...] = ()


@router.get("/{tenant}/f/{form}", name="public_form")
def show_public_form(request: Request, tenant: str, form: str) -> Response:
    """The form in the language of the browser."""
    visit = _stranger(request, tenant)
    with visit.reading() as records:
        return _draw(PublicSheet(request, visit, records, form))


@router.post("/{tenant}/f/{form}", name="send_public_form")
def send_public_form(request: Request, tenant: str, form: str, sent: Form) -> Response:
    """To the thank-you; the form again where something is wrong or only a part of it is to be drawn anew."""
    visit = _stranger(request, tenant)
    if request.headers.get("sec-fetch-site") == CROSS_SITE:
        raise Forged
    return _take(request, visit, form, sent, tries=False)


@router.get("/{tenant}/f/{form}/thanks", name="public_thanks")
def show_thanks(request: Request, tenant: str, form: str) -> Response:
    """What is said once a form was sent."""
    visit = _stranger(request, tenant)
    return _thanks(request, visit, public_form(visit.live, form))


@router.get("/{tenant}/f/{form}/try", name="try_public_form")
def try_public_form(request: Request, visit: PageVisit, form: str) -> Response:
    """The form for builders: everything is as for strangers, and nothing is kept."""
    visit.require("studio")
    stranger = _stranger(request, visit.tenant)
    with stranger.reading() as records:
        return _draw(PublicSheet(request, stranger, records, form), tries=True, token=visit.csrf_token)


@router.post("/{tenant}/f/{form}/try", name="send_tried_form")
def send_tried_form(request: Request, visit: PageVisit, form: str, sent: Form) -> Response:
    """What would have come of it."""
    visit.require("studio")
    return _take(request, _stranger(request, visit.tenant), form, sent, tries=True, token=visit.csrf_token)


def _stranger(request: Request, tenant: str) -> Visit:
    """The visit of somebody unknown; what they write is written by Trellis itself. Raises: NotFound."""
    composition = composition_of(request)
    if tenant in RESERVED or not is_tenant_name(tenant):
        raise NotFound(())
    chosen = request.query_params.get("locale", "")
    locale = chosen if chosen in LOCALES else stranger_locale(request)
    request.state.locale = locale
    return Visit(composition, tenant, replace(Actor.system(), locale=locale))


def _take(
    request: Request, visit: Visit, name: str, form: FormData, *, tries: bool, token: str = ""
) -> Response:
    limits, key = request.app.state.rate_limits, _address_of(request, visit, name)
    limits.drawing(key)
    with visit.reading() as records:
        sheet = PublicSheet(request, visit, records, name)
        reading = sheet.read(form, ())
        if not reading.action.saves:
            return _draw(sheet, reading, tries=tries, token=token, form=form)
        if form.get(TRAP):
            return _leave(request, visit, sheet.definition, tries=tries)
        wrong = _unproven(sheet, form) if not tries else ()
        if wrong:
            return _draw(sheet, reading, wrong, tries=tries, token=token, form=form)
        files = sheet.uploads(form)
        described = sheet.object
    if not tries:
        limits.answer(key)
    uploads = Uploads() if tries else store_uploads(visit, described, files)
    with visit.reading() as records:
        sheet = PublicSheet(request, visit, records, name)
        reading = sheet.read(form, uploads.entries)
        issues = uploads.issues + sheet.missing(reading) + _unagreed(sheet.definition, form)
        values = sheet.kept(reading)
    outcome = Sent(issues=issues) if issues else _write(visit, sheet, values, tries=tries)
    if outcome.issues:
        with visit.reading() as records:
            sheet = PublicSheet(request, visit, records, name)
            return _draw(sheet, reading, outcome.issues, tries=tries, token=token, form=form, uploads=uploads)
    return _leave(request, visit, sheet.definition, tries=tries)


class _NothingKept(Exception):
    """Ends a transaction that was only tried."""


def _write(visit: Visit, sheet: PublicSheet, values: dict[str, Any], *, tries: bool) -> Sent:
    made = Sent()
    try:
        with visit.writing() as records:
            made = Sent(records.create(sheet.object, values).id)
            _note_consent(records, sheet.definition, made.id, visit.locale)
            if tries:
                raise _NothingKept
    except _NothingKept:
        return made
    except REFUSALS as refused:
        return Sent(issues=refused.issues)
    return made


def _note_consent(records: Records, definition: FormDefinition, id: str, locale: str) -> None:
    """What was agreed to, in the words that were read, in the transaction of the record."""
    text = words_of(definition, "consent", locale)
    if text:
        version = str(definition.document.body.get("consent_version", ""))
        details = {"form": definition.name, "object": definition.object.name, "record": id}
        record_event(
            records.connection, records.moment.now, None, "consent_given",
            **details, version=version, text=text, locale=locale,
        )  # fmt: skip


def _unproven(sheet: PublicSheet, form: FormData) -> tuple[Issue, ...]:
    """Why the form does not seem to be filled in by a person on a page of ours."""
    stamp = form.get(STAMP, "")
    secret = sheet.visit.composition.settings.secret_key
    age = age_of(secret, sheet.purpose, stamp) if isinstance(stamp, str) else None
    if age is None or age > OLDEST:
        return (Issue("stale", "", "This page was open for too long", "Please send it once more"),)
    if age < QUICKEST:
        return (Issue("too_quick", "", "That was very quick", "Please look it over and send it once more"),)
    return ()


def _unagreed(definition: FormDefinition, form: FormData) -> tuple[Issue, ...]:
    if not definition.document.body.get("consent") or form.get(CONSENT) == "true":
        return ()
    return (Issue("consent_needed", f"/{CONSENT}", AGREE),)


def _leave(request: Request, visit: Visit, definition: FormDefinition, *, tries: bool) -> Response:
    if tries:
        return _thanks(request, visit, definition, tries=True)
    target = definition.document.body.get("redirect_to")
    here = links_of(request).url("public_thanks", tenant=visit.tenant, form=definition.name)
    chosen = request.query_params.get("locale", "")
    return RedirectResponse(
        str(target) if target else here + (f"?locale={chosen}" if chosen in LOCALES else ""), 303
    )


def _draw(
    sheet: PublicSheet,
    reading: Reading | None = None,
    issues: tuple[Issue, ...] = (),
    *,
    tries: bool = False,
    token: str = "",
    form: FormData | None = None,
    uploads: Uploads | None = None,
) -> HTMLResponse:
    """The page; its fields alone where a part depends on an answer."""
    visit, request = sheet.visit, sheet.request
    kept = [
        *(sheet.kept_files(form) if form else ()),
        *(id for _, id in (uploads.entries if uploads else ())),
    ]
    context = {
        **_words(visit, sheet.definition),
        "form": _with_consent(request, sheet.bind(reading.values if reading else None, issues)),
        "stamp": make_stamp(visit.composition.settings.secret_key, sheet.purpose),
        "files": sheet.signed_files(kept),
        "agreed": bool(form and form.get(CONSENT) == "true"),
        "unagreed": any(issue.code == "consent_needed" for issue in issues),
        "tries": tries,
        "csrf_token": token,
        "action": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    }
    block = "fields" if is_fragment(request) and reading is not None else None
    return _render(request, visit, sheet.definition, TEMPLATE, context, 422 if issues else 200, block)


def _with_consent(request: Request, form: BoundForm) -> BoundForm:
    """The form, whose summary leads to the tick that is missing: that is no field of it."""
    asked = translator(request)[1](AGREE)
    told = (replace(one, target=CONSENT) if one.sentence == asked else one for one in form.issues)
    return replace(form, issues=tuple(told))


def _thanks(
    request: Request, visit: Visit, definition: FormDefinition, *, tries: bool = False
) -> HTMLResponse:
    context = {**_words(visit, definition), "tries": tries, "csrf_token": ""}
    return _render(request, visit, definition, THANKS, context)


def _words(visit: Visit, definition: FormDefinition) -> dict[str, Any]:
    names = ("intro", "submit", "consent", "thanks")
    return {
        "tenant": visit.tenant,
        "workspace": visit.composition.tenants.get(visit.tenant).label or visit.tenant,
        "definition": definition,
        "title": definition.document.label.text(visit.locale),
        **{name: words_of(definition, name, visit.locale) for name in names},
    }


def _render(
    request: Request,
    visit: Visit,
    definition: FormDefinition,
    template: str,
    context: dict[str, Any],
    status: int = 200,
    block: str | None = None,
) -> HTMLResponse:
    renderer = request.app.state.renderer
    presentation = Presentation(visit.locale, visit.live.settings.timezone)
    if block:
        return HTMLResponse(renderer.render_block(template, block, context, presentation), status)
    return HTMLResponse(
        renderer.render(template, context, presentation),
        status,
        {"Content-Security-Policy": _policy(definition)},
    )


def _policy(definition: FormDefinition) -> str:
    """The policy of every page, with the web sites that may show this form in a frame."""
    sites = " ".join(["'self'", *definition.document.body.get("embed_on", ())])
    return CONTENT_SECURITY_POLICY.replace("frame-ancestors 'self'", f"frame-ancestors {sites}")


def _address_of(request: Request, visit: Visit, name: str) -> str:
    return f"{visit.tenant}:{name}:{request.client.host if request.client else ''}"
