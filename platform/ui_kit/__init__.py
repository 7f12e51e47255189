"""What every page is drawn with: rendering, fragments, assets, macros; it knows no CRM word."""

from ui_kit.assets import Assets
from ui_kit.dom_ids import dom_id
from ui_kit.error_pages import ErrorPage, error_page
from ui_kit.navigation import Breadcrumb, Frame, NavigationItem, Person
from ui_kit.presentation import LOCALES, Presentation, best_locale
from ui_kit.render import Renderer
from ui_kit.translations import Catalogue, Translations

__all__ = [
    "LOCALES",
    "Assets",
    "Breadcrumb",
    "Catalogue",
    "ErrorPage",
    "Frame",
    "NavigationItem",
    "Person",
    "Presentation",
    "Renderer",
    "Translations",
    "best_locale",
    "dom_id",
    "error_page",
]
