"""What every page is drawn with: rendering, fragments, assets, macros; it knows no CRM word."""

__all__: list[str] = []
