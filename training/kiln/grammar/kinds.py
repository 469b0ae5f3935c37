"""Every kind that the grammar can make: the modules' generators under one roof."""

from __future__ import annotations

import importlib
import pkgutil

import kiln.grammar
from kiln.grammar.base import Generator

GENERATORS: dict[str, Generator] = {}
for _module in pkgutil.iter_modules(kiln.grammar.__path__):
    if _module.name != "kinds":
        GENERATORS.update(getattr(importlib.import_module(f"kiln.grammar.{_module.name}"), "GENERATORS", {}))
