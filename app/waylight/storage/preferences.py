"""What must be known before the casebook is unlocked: language, theme, text size, country. Nothing about a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from waylight.storage.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from waylight.domain.events import Plain

_MOST_BYTES = 64 * 1024


class JsonPreferences:
    """A small JSON file beside the casebook."""

    def __init__(self, path: Path) -> None:
        """Keep the preferences in this file."""
        self._path = path

    def read(self) -> Mapping[str, Plain]:
        """Return the preferences; an absent, foreign or damaged file gives none."""
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                return {}
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, preferences: Mapping[str, Plain]) -> None:
        """Write the file anew; where that is not possible, the look of this session is simply not remembered."""
        text = json.dumps(dict(preferences), ensure_ascii=False, indent=1, sort_keys=True)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._path, text.encode("utf-8"))
        except OSError:
            return
