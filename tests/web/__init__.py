"""The web layer: settings, sessions, refusals, template packages."""
