"""Causes: what a review or a suit was about, where it is told behind the number.

行政复议1件，系工程款纠纷引发; 行政诉讼3件，均为征地案件; 行政诉讼3件，均不涉及信息公开.
"""

from __future__ import annotations

from gialint.understanding.lexicon import Counted, Lexicon


def raised_otherwise(said: str, counted: Counted, lexicon: Lexicon) -> bool:
    """Whether what stands behind a number tells that its cases are not about disclosure."""
    return any(_is_otherwise(clause, counted, lexicon) for clause in said.split(",")[1:])


def _is_otherwise(clause: str, counted: Counted, lexicon: Lexicon) -> bool:
    about = any(word in clause for word in counted.caused_by)
    if any(word in clause for word in lexicon.edges["unrelated"]):
        return any(word in clause for word in counted.own_if)
    if clause.startswith(lexicon.edges["giving"]) and clause.endswith(counted.raised):
        return not about
    if any(word in clause for word in lexicon.edges["resulting"]):
        return False  # 行政复议1件，为其他结果
    kind = next((word for word in lexicon.edges["of_kind"] if clause.startswith(word)), None)
    return kind is not None and not about and any(word in clause[len(kind) :] for word in counted.not_after)
