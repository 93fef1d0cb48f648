"""Where the program's own files are, and where a user's casebook goes.

The only module that builds a path from ``__file__``. In a checkout the data folders stand beside
``app/``; in an installed wheel they are inside the package, under ``_data``.
"""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_DATA = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parents[1]


def forms_dir() -> Path:
    """The screening forms."""
    return _DATA / "forms"


def rules_dir() -> Path:
    """The referral packs, one folder for each country."""
    return _DATA / "referral_rules"


def locales_dir() -> Path:
    """The catalogues: ``<locale>/LC_MESSAGES/<domain>.po``."""
    return _DATA / "locales"


def fonts_dir() -> Path:
    """The bundled fonts, the only ones used on screen and on paper."""
    return _PACKAGE / "sheets" / "fonts"


def templates_dir() -> Path:
    """The page templates of the sheets."""
    return _PACKAGE / "sheets" / "templates"


def icons_dir() -> Path:
    """The icons of the window."""
    return _PACKAGE / "ui" / "icons"


def casebook_dir() -> Path:
    """The folder of this user's casebook, where the system keeps local data. It may not exist yet."""
    return _user_data_dir() / "waylight" / "casebook"


def recordings_dir() -> Path:
    """Where recordings for the show card are put, one folder for a language. It may not exist."""
    return _user_data_dir() / "waylight" / "recordings"


def _user_data_dir() -> Path:
    """Local data, never the kind that a domain account copies to a server."""
    if sys.platform == "win32":
        return _folder_from("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return _folder_from("XDG_DATA_HOME") or Path.home() / ".local" / "share"


def _folder_from(variable: str) -> Path | None:
    """The folder that a variable names. A relative one is ignored, as the XDG specification asks."""
    folder = Path(os.environ.get(variable, ""))
    return folder if folder.is_absolute() else None
