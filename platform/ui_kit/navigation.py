"""What the frame around a page shows: plain values that the application fills in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PHONE_BAR_ITEMS = 4


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the left bar; one without `href` is a heading over its `children`."""

    label: str
    icon: str = ""
    href: str | None = None
    active: bool = False
    children: tuple[NavigationItem, ...] = ()
    count: int | None = None
    color: str = ""


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """One step of the way to the page; the last has no `href`."""

    label: str
    href: str | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the person menu shows them."""

    name: str
    email: str = ""
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Banner:
    """A sentence over every page that stays until its button is pressed; `address` is what the button posts to."""

    text: str
    action: str
    address: str
    icon: str = "eye"


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the content: navigation, search, inbox, person and their preferences.

    `theme` is `light`, `dark` or `system`; `accent` a name of `option_colors.PALETTE`.
    """

    name: str
    home: str
    navigation: tuple[NavigationItem, ...] = ()
    person: Person | None = None
    logo: str | None = None
    search: str | None = None
    inbox: str | None = None
    inbox_count: int = 0
    help: str | None = None
    studio: str | None = None
    profile: str | None = None
    sign_out: str | None = None
    preferences: str | None = None
    csrf_token: str = ""
    theme: str = "system"
    accent: str = "indigo"
    menu: tuple[NavigationItem, ...] = ()
    banner: Banner | None = None

    @property
    def phone_bar(self) -> tuple[NavigationItem, ...]:
        """The first entries that lead somewhere: what the bottom bar of a phone has room for."""
        return tuple(self._destinations(self.navigation))[:PHONE_BAR_ITEMS]

    def _destinations(self, items: tuple[NavigationItem, ...]) -> Iterator[NavigationItem]:
        for item in items:
            if item.href:
                yield item
            else:
                yield from self._destinations(item.children)
