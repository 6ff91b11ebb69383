"""A horizontal bar chart as a few lines of SVG, in markdown that needs no file beside it. Knows no table."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LABEL, NUMBER, LINE = 600, 225, 110, 20
COLOUR = "#4f6bed"


@dataclass(frozen=True)
class Bar:
    """One line: what it is, how long it is against the longest one of its group, and the figure as people write it."""

    label: str
    length: float
    shown: str
    group: str = ""


def draw(title: str, bars: Sequence[Bar]) -> str:
    """Markdown with the picture inside; empty where there is nothing to draw."""
    if not bars:
        return ""
    picture = b64encode(svg(title, bars).encode()).decode()
    return f"![{title}](data:image/svg+xml;base64,{picture})"


def svg(title: str, bars: Sequence[Bar]) -> str:
    """The picture itself; the bars of a group stand together."""
    longest: dict[str, float] = {}
    for bar in bars:
        longest[bar.group] = max(longest.get(bar.group, 0.0), bar.length)
    lines = [f'<text x="8" y="20" font-weight="bold">{escape(title)}</text>']
    top, group = 34, ""
    for bar in bars:
        if bar.group != group:
            group, top = bar.group, top + LINE
            lines.append(f'<text x="8" y="{top - 5}" fill="#555">{escape(group)}</text>')
        lines.append(_line(bar, top, longest[bar.group]))
        top += LINE
    style = 'font-family="sans-serif" font-size="12"'
    frame = f'<rect width="{WIDTH}" height="{top + 8}" fill="white"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top + 8}" {style}>'
        f"{frame}{''.join(lines)}</svg>"
    )


def _line(bar: Bar, top: int, longest: float) -> str:
    room = WIDTH - LABEL - NUMBER
    width = max(1, round(room * bar.length / longest)) if longest > 0 and bar.length > 0 else 0
    middle = top + LINE - 6
    return (
        f'<text x="{LABEL - 8}" y="{middle}" text-anchor="end">{escape(bar.label)}</text>'
        f'<rect x="{LABEL}" y="{top + 2}" width="{width}" height="{LINE - 5}" fill="{COLOUR}"/>'
        f'<text x="{LABEL + width + 6}" y="{middle}">{escape(bar.shown)}</text>'
    )
