"""The sheet as one web page: no scripts, nothing loaded from anywhere, a language and a direction for every block."""

from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from waylight.sheets.bidi import clean
from waylight.sheets.wording import SIGN, WordedSheet


class WebPages:
    """Fills the page template of a folder."""

    def __init__(self, templates: Path) -> None:
        """Take the folder of templates; it is read with the first page."""
        self._templates = templates

    def page(self, worded: WordedSheet) -> str:
        """Return the page. Every value is escaped by the template engine."""
        return self._template.render(sheet=worded, sign=SIGN, clean=clean)

    @cached_property
    def _template(self) -> Template:
        environment = Environment(
            loader=FileSystemLoader(self._templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return environment.get_template("sheet.html.j2")
