"""A page of output: wrapped and coloured on a terminal, one plain line a thing when piped."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.box import ASCII, HEAVY
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

NARROWEST = 20
WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""


@dataclass(frozen=True)
class Page:
    """Writes to a console; every text must have been made harmless before."""

    console: Console

    @property
    def is_plain(self) -> bool:
        """Whether a program or a file reads along rather than a person."""
        return not self.console.is_terminal

    @property
    def width(self) -> int:
        """How many columns to fill."""
        return max(NARROWEST, min(self.console.width, WIDEST))

    def line(self, text: Text | str, indent: int = 0, style: str = "") -> None:
        """Write a paragraph, indented."""
        self._write(Text(text, style) if isinstance(text, str) else text, " " * indent, "")

    def quote(self, text: Text, indent: int = 0) -> None:
        """Write a text set apart: behind a bar, or behind ">" when piped."""
        bar = ">" if self.is_plain else "|" if self.console.options.ascii_only else "┃"
        self._write(text, " " * indent + bar + " ", "cyan")

    def gap(self) -> None:
        """Write an empty line."""
        self.console.print()

    def warning(self, title: str, lines: Sequence[tuple[int, Text]], style: str) -> None:
        """Write lines, with their indents, that nobody overlooks: in a frame, or behind "!!"."""
        if self.is_plain:
            self._write(Text(title), "!! ", "")
            for indent, text in lines:
                self._write(text, "!!   " + " " * indent, "")
            return
        box = ASCII if self.console.options.ascii_only else HEAVY
        head = Text(f" !! {title} ", f"bold reverse {style}")
        body = Group(*(Padding(text, (0, 0, 0, indent)) for indent, text in lines))
        frame = Panel(
            body, title=head, title_align="left", border_style=style, box=box, width=self.width
        )
        self.console.print(frame)

    def _write(self, text: Text, prefix: str, style: str) -> None:
        if self.is_plain:
            self.console.print(Text(prefix) + text, soft_wrap=True)
            return
        room = max(NARROWEST // 2, self.width - len(prefix))
        for wrapped in text.wrap(self.console, room, overflow="fold") or [Text()]:
            wrapped.rstrip()
            line = Text.assemble((prefix, style), wrapped)
            self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
