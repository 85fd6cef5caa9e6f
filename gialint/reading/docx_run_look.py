"""How the open run of a Word document is shown: its own properties, on the styles it stands on."""

from __future__ import annotations

from typing import NamedTuple

from gialint.reading.docx_characters import Properties, Shown, property_of, shown
from gialint.reading.docx_styles import StyleSheet

DOUBTFUL = ("color", "sz", "rFonts")
"""Properties that a plain value of the run's own does not undo where a style has them: it stays in doubt."""


class Ground(NamedTuple):
    """What the runs of a paragraph stand on: the styles around them, and how that alone shows them."""

    levels: tuple[Properties, ...]
    shown: Shown


class State(NamedTuple):
    """How a run is shown while another paragraph inside it is read."""

    own: dict[str, str]
    shown: Shown | None
    ground: Ground
    shaded: bool


class RunLook:
    """Follows the styles and properties of one paragraph at a time."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.sheet = sheet
        self.own: dict[str, str] = {}
        """The open run's own properties."""
        self.shown: Shown | None = ""
        """How it is shown; none until it is asked after its own properties are told."""
        self.grounds: dict[tuple[str, str], Ground] = {}
        self.table_style = ""
        self.plain = self.styled("")
        """What paragraphs stand on that name no style."""
        self.ground = self.plain
        self.shaded = False
        """Whether the open paragraph may stand on something else than white paper."""

    def open(self, shaded: bool) -> None:
        """Begin a paragraph; ``shaded`` tells that it may stand on something else than white paper."""
        self.shown = ""
        self.ground = self.plain
        self.shaded = shaded

    def begin(self) -> None:
        """Begin a run."""
        self.shown = self.ground.shown
        if self.own:
            self.own = {}

    def take(self, name: str, attributes: list[str]) -> None:
        """Take a property of the open run."""
        value = property_of(name, attributes)
        if value or name not in DOUBTFUL:
            self.own[name] = value
            self.shown = None

    def now(self) -> Shown:
        """Return how the open run is shown."""
        if self.shown is None:
            style = self.own.get("rStyle")
            levels = self.ground.levels
            if style:
                levels = (*levels, self.sheet.style(style).properties)
            self.shown = shown(self.own, levels, shaded=self.shaded)
        return self.shown

    def set_table(self, style: str) -> None:
        """Take the style of the table around the paragraphs that follow into account."""
        if style != self.table_style:
            self.table_style = style
            self.plain = self.styled("")

    def styled(self, style: str) -> Ground:
        """Return what the runs of a paragraph stand on that has a style."""
        key = style, self.table_style
        if key not in self.grounds:
            levels = self.sheet.levels(*key)
            self.grounds[key] = Ground(levels, shown({}, levels, shaded=True))
        return self.grounds[key]

    def state(self) -> State:
        """Return what is known of the open run and paragraph."""
        return State(self.own, self.shown, self.ground, self.shaded)

    def resume(self, state: State) -> None:
        """Take up a run again."""
        self.own, self.shown, self.ground, self.shaded = state
