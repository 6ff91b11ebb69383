"""`tieout run`: makes the nights that its options ask for."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import fields

from assets.nightly.request import Request
from assets.nightly.run import run


def run_nights(options: Namespace) -> int:
    """Make the nights, and return the exit code."""
    return run(Request(**{field.name: getattr(options, field.name) for field in fields(Request)}))
