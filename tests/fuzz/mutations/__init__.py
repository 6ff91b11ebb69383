"""Mutations by family: small named functions that take a seeded generator. Every module registers its own here.

What does **not** belong here: what must come of a mutated zone (`oracle`), save where a mutation alone can know it.
"""

from __future__ import annotations

from importlib import import_module

from tests.fuzz.mutations.registry import MUTATIONS, Mutation

FAMILIES = (
    "raw",
    "delimited",
    "headers",
    "values",
    "texts",
    "keys",
    "files",
    "folders",
    "controls",
    "json_lines",
    "columnar",
)

for family in FAMILIES:
    import_module(f"tests.fuzz.mutations.{family}")

__all__ = ["MUTATIONS", "Mutation"]
