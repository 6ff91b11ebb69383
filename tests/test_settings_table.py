"""The tables of settings for people are complete: environment, policy and mapping file, with the shipped values."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from assets.settings import Settings
from pipelines.ingest import mapping
from pipelines.policy.load import RULES, SHIPPED
from pipelines.policy.rules import LISTS
from pipelines.policy.rules import settings_of as rule_settings

PROJECT = Path(__file__).resolve().parents[1]
VARIABLE = re.compile(r"\b(?:TIEOUT_[A-Z][A-Z_]*|DAGSTER_HOME)\b")


def settings_of(page: str, title: str) -> dict[str, str]:
    """Setting → its default, from the table below a heading."""
    text = (PROJECT / page).read_text(encoding="utf-8")
    section = re.split(r"^#+ ", text.split(f"# {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    return dict(re.findall(r"^\| `([\w.]+)` \| ([^|]*) \|", section, re.MULTILINE))


def test_every_environment_variable_has_its_row():
    sources = [file for room in ("assets", "checks", "pipelines") for file in (PROJECT / room).rglob("*.py")]
    found = {name for file in sources for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}
    found |= {f"TIEOUT_{field.name.upper()}" for field in fields(Settings)}
    assert set(settings_of("README.md", "Environment")) == found


def test_every_key_of_the_policy_has_its_row():
    entries = {f"{name}.{setting}" for name, rule in LISTS.items() for setting in rule_settings(rule)}
    assert set(settings_of("README.md", "Policy")) == (set(RULES) - set(LISTS)) | entries


def test_the_policy_s_defaults_are_those_shipped():
    shipped = tomllib.loads(SHIPPED.read_text(encoding="utf-8"), parse_float=str)
    told = settings_of("README.md", "Policy")
    single = {name: str(value) for name, value in shipped.items() if isinstance(value, str | int)}
    assert {name: told[name].strip("`") for name in single} == single


def test_every_setting_of_a_source_has_its_row_with_its_default():
    told = settings_of("docs/mapping.md", "Settings of a source")
    dialect = {field.name: field.default for field in fields(mapping.Dialect)}
    assert set(told) == set(dialect) | {"extract", "files", "columns", "constants", "ignored_columns"}
    texts = {name: value for name, value in dialect.items() if isinstance(value, str) and value}
    assert {name: told[name].strip("`") for name in texts} == texts
