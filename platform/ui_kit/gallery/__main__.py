"""`python -m ui_kit.gallery [PORT]` serves the gallery on this machine."""

import sys

import uvicorn

from ui_kit.gallery.application import create_gallery

uvicorn.run(
    create_gallery(reload=True), port=int(sys.argv[1]) if len(sys.argv) > 1 else 8040, log_level="warning"
)
