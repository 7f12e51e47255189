"""What an error page says: a status and its issues become words and a way on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from metamodel.issues import Issue
from ui_kit.messages import N_

Action = Literal["sign_in", "back", "home", "reload", "retry"]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """The values of `ui_kit/error.html`; texts are English messages that the template translates."""

    status: int
    title: str
    text: str
    hint: str
    icon: str
    action: Action
    issues: tuple[Issue, ...] = ()


_SAY: dict[int, tuple[str, str, str, str, Action]] = {
    401: (N_("Please sign in"), N_("You are not signed in, or your session has ended."),
          N_("Sign in and you come back to this page."), "lock", "sign_in"),
    403: (N_("You may not open this"), N_("You are signed in, but your role does not allow this."),
          N_("Ask an administrator of your workspace for access."), "shield-lock", "home"),
    404: (N_("There is nothing here"), N_("This page does not exist, was removed, or is not visible to you."),
          N_("Check the address, or search for what you need."), "map-pin", "home"),
    409: (N_("This changed in the meantime"), N_("Someone else saved it while you were working on it."),
          N_("Load it again to see the latest state, then make your change once more."), "git-merge", "reload"),
    413: (N_("That is too large"), N_("What you sent is larger than allowed here."),
          N_("Make it smaller or split it, then send it again."), "file-upload", "back"),
    422: (N_("That was not accepted"), N_("Something in what you sent does not fit."),
          N_("Go back, mend what is named here and save again."), "alert-triangle", "back"),
    429: (N_("A little too fast"), N_("There were too many requests in a short time."),
          N_("Wait a minute, then try again."), "hourglass", "retry"),
    500: (N_("Something went wrong on our side"), N_("It has been written down for the people who run this."),
          N_("Nothing you saved before is lost. Try again, or go back to the start."), "plug", "retry"),
    503: (N_("Not available right now"), N_("A part this page needs does not answer at the moment."),
          N_("Try again in a moment."), "cloud", "retry"),
}  # fmt: skip


def error_page(status: int, issues: Iterable[Issue] = ()) -> ErrorPage:
    """The page of a status; one that has no words of its own borrows those of its family."""
    nearest = status if status in _SAY else (500 if status >= 500 else 404 if status == 405 else 422)
    title, text, hint, icon, action = _SAY[nearest]
    return ErrorPage(status, title, text, hint, icon, action, tuple(issues))
