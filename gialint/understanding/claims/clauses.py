"""Clauses: the tokens of a passage in sequence, cut at marks, each with the bracket that holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint.records import NamedTuple
from gialint.understanding.claims.patterns import AMBIENT, Match, Patterns, Phrase, begun
from gialint.understanding.claims.vocabulary import Filter
from gialint.understanding.claims.words import Token, labels_of

ENDS = frozenset("。!?")
STOPS = frozenset(",;:()。!?")

SPEAKING = frozenset(
    ("BODY.other", "BODY.whole", "BODY.aiding", "BODY.strange", "PERIOD.last", "PERIOD.other", "PERIOD.part")
)
"""Words of whom and when that no phrase takes in, since a statement may turn on them."""

HEADING = frozenset(("LISTED", "PLAIN.heading"))
"""What a numbered heading begins with (（二）, 二是)."""

AHEAD = 8
"""How many words behind a phrase are looked at."""

DOUBTED = "DOUBTED"
"""What a phrase adds to its last word that may be of some only (涉及征地的申请)."""

HEAD = "HEAD"
"""A phrase that is what its last word is (政府信息公开类行政诉讼)."""


class Clause(NamedTuple):
    """Tokens between two marks, ``opener`` and ``closer``; ``depth`` tells how many brackets hold it."""

    tokens: tuple[Token, ...]
    opener: str
    closer: str
    depth: int
    labels: frozenset[str]
    """Those of all its tokens."""

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def opens(self) -> bool:
        """Whether it begins a sentence."""
        return self.opener in ENDS

    @property
    def heads(self) -> bool:
        """Whether it is a numbered heading within a paragraph (（二）依申请公开。)."""
        first = self.tokens[0].labels
        return not first.isdisjoint(HEADING) and self.closer in "。:" and not self.has("QTY")

    def has(self, label: str) -> bool:
        """Tell whether any token has a label."""
        return label in self.labels


def filtered(tokens: Sequence[Token], filters: Sequence[Filter]) -> list[Token]:
    """Drop what words are not by their neighbours; a token that has nothing left is plain text (TEXT)."""
    found = list(tokens)
    for index, token in enumerate(found):
        for each in filters:
            if (
                each.drop not in token.labels
                or (each.word and token.text != each.word)
                or (each.dated and token.year is None)
            ):
                continue
            before = found[index - 1].text if index else ""
            after = found[index + 1].text if index + 1 < len(found) else ""
            if _applies(each, before, after):
                kept = frozenset(
                    label for label in token.labels if label.partition(".")[0] != each.drop.partition(".")[0]
                )
                words = tuple(word for word in token.words if word.kind != each.drop.partition(".")[0])
                found[index] = token = token._replace(labels=kept or frozenset(("TEXT",)), words=words)
    return found


def _applies(each: Filter, before: str, after: str) -> bool:
    if each.unless_before or each.unless_after:
        return not (after.startswith(each.unless_before) if each.unless_before else False) and not (
            before.endswith(each.unless_after) if each.unless_after else False
        )
    return (bool(each.before) and after.startswith(each.before)) or (
        bool(each.after) and before.endswith(each.after)
    )


def phrased(tokens: Sequence[Token], phrases: Patterns) -> list[Token]:
    """Put one token in the place of several that together are a phrase."""
    among = phrases.among(labels_of(tokens))
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        hits = (each for each in begun(tokens, at, among) if _leads(each[1], each[2], tokens))
        best = max(hits, key=lambda each: (each[2].end, -each[0]), default=None)
        if best is None:
            found.append(tokens[at])
            at += 1
            continue
        phrase, hit = best[1], best[2]
        last = tokens[hit.end - 1]
        text = "".join(token.text for token in tokens[at : hit.end])
        kept = tokens[hit.of(phrase.keeps)[-1]] if phrase.keeps else last if phrase.label == HEAD else None
        if kept is not None:
            labels = kept.labels | {DOUBTED} if phrase.doubtful else kept.labels
            found.append(kept._replace(start=tokens[at].start, end=last.end, text=text, labels=labels))
        else:
            labels = frozenset((phrase.label.partition(".")[0], phrase.label))
            within = tokens[at : hit.end]
            own = any(not token.labels.isdisjoint(("BODY.own", "BODY.self")) for token in within)
            if own and not phrase.label.startswith("BODY"):
                labels |= {"BODY", "BODY.own"}  # 对本局作出的答复
            found.append(Token(tokens[at].start, last.end, labels, text=text))
        at = hit.end
    return found


def _leads(phrase: Phrase, hit: Match, tokens: Sequence[Token]) -> bool:
    within = (token.labels for token in tokens[hit.start : hit.end])
    if not phrase.label.startswith("BODY") and any(not labels.isdisjoint(SPEAKING) for labels in within):
        return False
    if not phrase.before:
        return True
    ahead = [token for token in tokens[hit.end : hit.end + AHEAD] if token.labels.isdisjoint(AMBIENT)]
    if not ahead or ahead[0].labels.isdisjoint(phrase.before):
        return False
    # A denial at the end is of what stands before it (依申请公开无。).
    return "NEGATION" not in ahead[0].labels or (len(ahead) > 1 and ahead[1].text not in STOPS)


def clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Yield the clauses of a passage in order; a mark that closes nothing is no clause."""
    held: list[Token] = []
    opener, depth = "。", 0
    for index, token in enumerate(tokens):
        following = tokens[index + 1].labels if index + 1 < len(tokens) else frozenset()
        if token.text == ":" and not following.isdisjoint(("QTY", "ZERO", "NEGATION", "AMOUNT")):
            continue
        mark = token.text if len(token.text) == 1 and token.text in STOPS else ""
        if not mark:
            held.append(token)
            continue
        if held:
            yield Clause(tuple(held), opener, mark, depth, labels_of(held))
            held = []
            opener = mark
        else:
            opener = mark if mark in "。;(" or opener not in "。;(" else opener
        depth = max(depth + (mark == "(") - (mark == ")"), 0)
        if mark in ENDS:
            depth = 0
    if held:
        yield Clause(tuple(held), opener, "。", depth, labels_of(held))
