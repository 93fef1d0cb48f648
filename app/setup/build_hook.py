"""Takes the data folders into the wheel: forms, rules and catalogues lie beside ``app/`` and not in the package."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA_FOLDERS = ("forms", "referral_rules", "locales")


class DataBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Names the folders that ``waylight.paths`` looks for in an installed package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version == "standard":
            # An editable install reads the checkout; copies in its environment would only grow stale.
            build_data["force_include"] |= {str(root / name): f"waylight/_data/{name}" for name in DATA_FOLDERS}
