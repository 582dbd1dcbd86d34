"""Compiles the catalogues and puts resources/ and i18n/ into the wheel, inside the package."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before every build, the editable one too."""

    def initialize(  # type: ignore[explicit-override]
        self, version: str, build_data: dict[str, Any]
    ) -> None:
        """Compile .po to .mo; add both data folders to a real wheel (a checkout has them)."""
        root = Path(self.root)
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(root / "packaging"))
        try:
            import catalogue
        finally:
            sys.path.pop(0)
        catalogue.compile_all(root)
        if version == "editable":
            return
        inside = build_data["force_include"]
        inside[str(root / "resources")] = "organizer/resources"
        for compiled in (root / "i18n").rglob("*.mo"):
            inside[str(compiled)] = f"organizer/{compiled.relative_to(root).as_posix()}"
