"""The recovery code on paper: six groups, and nothing that says what they open."""

import json
from pathlib import Path

from waylight.sheets.engine import PageEngine
from waylight.usecases.ports import PageImage
from waylight.usecases.recovery import RecoveryCode, shown

_WIDTH_MM, _HEIGHT_MM = 148.0, 105.0
_PPI = 300


def recovery_pages(templates: Path, fonts: Path, code: RecoveryCode) -> tuple[PageImage, ...]:
    """Set the sheet for the printer, A6 across. It is never written to the disk by this program."""
    data = json.dumps({"groups": [shown(group) for group in code.groups]})
    pages = PageEngine(templates, fonts).png("recovery", data, _PPI)
    return tuple(PageImage(png=page, width_mm=_WIDTH_MM, height_mm=_HEIGHT_MM) for page in pages)
