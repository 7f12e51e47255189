"""House rules about documents: a link to a file of the repository leads somewhere."""

import re
from pathlib import PurePosixPath

from tests.house.source import ROOT, repository_files

LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!\w+:|#)([^)#\s]+)")


def test_links_between_documents_lead_to_a_file() -> None:
    broken = [
        f"{path}: {target}"
        for path in repository_files()
        if path.endswith(".md")
        for target in LINK.findall((ROOT / path).read_text(encoding="utf-8"))
        if not (ROOT / PurePosixPath(path).parent / target).exists()
    ]
    assert broken == []
