"""What a refusal becomes at the edge: problem+json for the API, a page for people, a toast for htmx."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from metamodel import Conflict, Invalid, Issue, NotAllowed, NotFound, TrellisError, Unavailable, pointer
from record_store.tenancy import TooManyAttempts
from web.addresses import is_api, is_fragment, sign_in_address
from web.json_bodies import to_json
from web.localisation import translator
from web.refusals import Forged, NotSignedIn, TooLarge, TooMany

PROBLEM = "application/problem+json"

STATUS: Mapping[type[TrellisError], int] = {
    NotSignedIn: 401,
    TooManyAttempts: 429,
    NotAllowed: 403,
    Forged: 403,
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    Invalid: 422,
    TooMany: 429,
    Unavailable: 503,
}

_TITLES = {
    401: "Sign in first",
    403: "You are not allowed to do this",
    404: "There is nothing here",
    405: "This address does not take that method",
    413: "That is too large",
    422: "The request could not be read",
}
_PARAMETER_WORDS = {
    "missing": "“{name}” is needed",
    "int_parsing": "“{name}” takes a whole number",
    "greater_than_equal": "“{name}” takes {ge} or more",
    "less_than_equal": "“{name}” takes {le} or less",
    "string_too_long": "“{name}” takes at most {max_length} characters",
}
"""What is wrong with a parameter, by the name that the validation gives it."""
_log = structlog.get_logger("trellis")


def handle_errors(app: FastAPI) -> None:
    """Every exception of a handler becomes an answer; none shows its inside."""
    app.add_exception_handler(TrellisError, _on_refusal)
    app.add_exception_handler(RequestValidationError, _on_parameters)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(DBAPIError, _on_database)


def status_of(refusal: TrellisError) -> int:
    return next((status for family, status in STATUS.items() if isinstance(refusal, family)), 422)


def problem(
    request: Request,
    status: int,
    title: str,
    issues: Iterable[Issue] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A refusal as RFC 9457 says, in the language of the person."""
    _, translate = translator(request)
    shown = issues_json(request, issues)
    body = {"type": "about:blank", "title": translate(title), "status": status, "issues": shown}
    return Response(to_json(body), status, headers=dict(headers or {}), media_type=PROBLEM)


def issues_json(request: Request, issues: Iterable[Issue]) -> list[dict[str, str]]:
    """Issues in the language of the person."""
    locale, translate = translator(request)
    return [issue.to_json(locale, translate) for issue in issues]


def refuse(
    request: Request,
    status: int,
    title: str,
    issues: Iterable[Issue] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that fits who asked: a program, a page in a browser, or a part of a page."""
    if is_api(request):
        return problem(request, status, title, issues, headers)
    if status == 401:
        return to_sign_in(request)
    from web.error_answers import error_response  # templates are compiled; wanted only once something failed

    return error_response(request, status, tuple(issues), headers)


def to_sign_in(request: Request) -> Response:
    """To the sign-in and back here; htmx follows its own header."""
    address = sign_in_address(request)
    if is_fragment(request):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def answer_unexpected(request: Request, failure: Exception) -> Response:
    """The answer to a fault of ours; the log and the person get the same id to talk about."""
    error_id = uuid.uuid4().hex[:12]
    _log.error(
        "unexpected", error_id=error_id, method=request.method, path=request.url.path, exc_info=failure
    )
    issue = Issue(
        "unexpected",
        "",
        "Something went wrong on our side; its number is {id}",
        "Try again",
        {"id": error_id},
    )
    return refuse(request, 500, "Something went wrong on our side", (issue,))


async def _on_refusal(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, TrellisError)
    headers = _retry_headers(refusal)
    return refuse(request, status_of(refusal), refusal.title, refusal.issues, headers)


def _retry_headers(refusal: TrellisError) -> Mapping[str, str] | None:
    if isinstance(refusal, TooManyAttempts):
        return {"Retry-After": str(refusal.retry_after)}
    return refusal.headers if isinstance(refusal, TooMany) else None


async def _on_parameters(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, RequestValidationError)
    issues = tuple(_parameter_issue(error) for error in refusal.errors())
    if any(error["loc"][:1] == ("path",) for error in refusal.errors()):
        return refuse(request, 404, _TITLES[404], issues)
    return refuse(request, 422, _TITLES[422], issues)


def _parameter_issue(error: Mapping[str, Any]) -> Issue:
    place, kind = error["loc"][1:] or error["loc"], str(error["type"])
    message = _PARAMETER_WORDS.get(kind, "“{name}” cannot be read: {reason}")
    limits = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, (int, str))}
    return Issue(kind, pointer(*place), message, values={**limits, "name": place[-1], "reason": error["msg"]})


async def _on_http(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    if isinstance(refusal.__cause__, TooLarge):  # met while a form was read: FastAPI calls it malformed
        return await _on_refusal(request, refusal.__cause__)
    status = 422 if refusal.status_code == 400 else refusal.status_code
    detail = str(refusal.detail)
    issues = (Issue("malformed", "", "{reason}", values={"reason": detail}),) if status == 422 else ()
    return refuse(request, status, _TITLES.get(status, detail), issues, refusal.headers)


async def _on_database(request: Request, failure: Exception) -> Response:
    """What the database could not take or do: the store should have said so first, so it is logged."""
    assert isinstance(failure, DBAPIError)
    if type(failure).__name__ != "OperationalError":
        return answer_unexpected(request, failure)
    _log.error("database unavailable", path=request.url.path, exc_info=failure)
    issue = Issue("unavailable", "", "The database does not answer right now", "Try again in a moment")
    return refuse(request, 503, Unavailable.title, (issue,), {"Retry-After": "2"})
