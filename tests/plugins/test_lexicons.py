"""What lexicons name of one another's, and of the forms: every slip at its place, with what was meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gialint_rules
from gialint.config import Config
from gialint.files.cache import Stores
from gialint.plugins.claims_form import ANYWHERE
from gialint.plugins.claims_names import SOUGHT
from gialint.plugins.knowledge import editions
from gialint.plugins.lexicons import lexicon_data, problems_beside
from gialint.run.linter import Linter, linter
from gialint.sources.yaml import load_yaml
from gialint.understanding.claims import vocabulary
from tests.plugins.lexicon_problems import lexicon_problems

EXAMPLES = Path(__file__).parents[2] / "examples"
PACK = Path(gialint_rules.__file__).parent
FORMS, _ = editions([*sorted((PACK / "editions").glob("*.yaml")), EXAMPLES / "enforcement/form.yaml"])
NATION = [*gialint_rules.gialint_lexicons(), EXAMPLES / "enforcement/claims.yaml"]

WORDS = "claims: ours\nwords:\n  - {kind: %s, words: [滚存]}"
FRAME = "claims: ours\nframes:\n  - frame: said\n    pattern: [%s]"
STATED = FRAME % "STATE QTY" + "\n    states: {fact: %s}"


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    """Where the data of the packs are kept from one case to the next."""
    return Stores(tmp_path_factory.mktemp("cache"))


def told(path: Path, text: str, stores: Stores) -> list[str]:
    """Return what is wrong with a lexicon beside those of all packs."""
    return lexicon_problems(path, text, NATION, stores, FORMS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            WORDS % "STATE, name: ours, facts: {requst: requests.carried_out}",
            ["3:39 objects 里没有“requst” | 您是不是想写“request”？"],
        ),
        (
            WORDS % "STATE, name: ours, facts: {request: requests.carriedout}",
            ["3:48 没有“requests.carriedout”这个数据 | 您是不是想写“requests.carried_out”？"],
        ),
        (
            WORDS % "STATE, name: ours, denied: {request: [requests.new, requests.nwe]}",
            ["3:64 没有“requests.nwe”这个数据 | 您是不是想写“requests.new”？"],
        ),
        (WORDS % "STATE, name: ours, facts: {request: ''}, also: [OUTCOME]", []),
        (
            WORDS % "STATE, name: ours, also: [OUTCOEM]",
            ["3:38 没有句式用到“OUTCOEM”这类词 | 您是不是想写“OUTCOME”？"],
        ),
        (WORDS % "OBJECT, name: reqest", ["3:26 objects 里没有“reqest” | 您是不是想写“request”？"]),
        (
            WORDS % "STAET, name: ours",
            ["3:12 没有句式用到“STAET”这类词 | 您是不是想写“STATE”？"],
        ),
        (
            "claims: ours\nobjects:\n  - {object: ours, fact: requests.nwe}\n"
            + WORDS[13:] % "OBJECT, name: ours",
            ["3:26 没有“requests.nwe”这个数据 | 您是不是想写“requests.new”？"],
        ),
        ("claims: ours\nobjects: [{object: ours, sections: [三]}]", []),
        (
            "claims: ours\nobjects: [{object: ours, sections: [一, 七]}]",
            ["2:40 没有第七部分 | 可以用：一、二、三、四、五、六"],
        ),
        (FRAME % "QTY STATE.carried_out", []),
        (
            FRAME % "QTY STATE.carried_out|STATE.carriedout",
            ["4:37 没有“STATE.carriedout”这类词 | 您是不是想写“STATE.carried_out”？"],
        ),
        (FRAME % "QYT STATE.carried_out", ["4:15 没有“QYT”这类词 | 您是不是想写“QTY”？"]),
        (FRAME % "'QTY … NAMED.request TIMELY?'", ["4:36 没有“TIMELY”这类词"]),
        # Words of a kind that the file has a pattern for, and the other way round.
        (FRAME % "TIMELY QTY" + "\n" + WORDS[13:] % "TIMELY", []),
        (
            STATED % "requests.carriedout, value: QTY",
            ["5:20 没有“requests.carriedout”这个数据 | 您是不是想写“requests.carried_out”？"],
        ),
        (
            STATED % "STATE, value: QTY, unless: STEP|STATE.clse",
            ["5:52 没有“STATE.clse”这类词 | 您是不是想写“STATE.close”？"],
        ),
        (
            FRAME % "QTY" + "\n    examples:\n      - states: {text: 滚存2件。, claims: {requests.nwe: 2}}",
            ["6:40 没有“requests.nwe”这个数据 | 您是不是想写“requests.new”？"],
        ),
        (
            "claims: ours\nphrases:\n  - {phrase: PLIN, pattern: STATE QTY, before: [OBJCT]}",
            [
                "3:14 没有句式用到“PLIN”这类词 | 您是不是想写“PLAIN”？",
                "3:49 没有“OBJCT”这类词 | 您是不是想写“OBJECT”？",
            ],
        ),
        (
            "claims: ours\namounts: {fees.charge_wanyuan: {元: 1}}\ncarried: [requests.carriedin]",
            [
                "2:11 没有“fees.charge_wanyuan”这个数据 | 您是不是想写“fees.charges_wanyuan”？",
                "3:11 没有“requests.carriedin”这个数据 | 您是不是想写“requests.carried_in”？",
            ],
        ),
        (
            "claims: ours\npartitions: [{of: [requests.nwe], parts: [requests.closed]}]\noffice_made: [doc.]",
            [
                "3:15 没有以“doc.”开头的数据 | 您是不是想写“docs.”？",
                "2:20 没有“requests.nwe”这个数据 | 您是不是想写“requests.new”？",
            ],
        ),
        (
            "claims: ours\nfilters: [{drop: STAET, before: [甲]}]",
            ["2:18 没有“STAET”这类词 | 您是不是想写“STATE”？"],
        ),
        ("claims: ours\nform: disclosur", ["2:7 没有“disclosur”这种报告 | 您是不是想写“disclosure”？"]),
        ("indicators: []\nform: disclosur", ["2:7 没有“disclosur”这种报告 | 您是不是想写“disclosure”？"]),
        ("lexicon: ours\nform: water", ["2:7 没有“water”这种报告 | 可以用：disclosure、enforcement"]),
        # What only another kind of report has.
        (
            "form: enforcement\n" + WORDS % "STATE, name: ours, facts: {request: enforcement.permits.opened}",
            ["4:39 objects 里没有“request” | 可以用：coercion、penalty、permit"],
        ),
    ],
)
def test_a_name_that_nothing_has_is_told_at_its_place(
    text: str, expected: list[str], stores: Stores, tmp_path: Path
) -> None:
    assert told(tmp_path / "ours.yaml", text, stores) == expected


def test_a_fact_that_an_earlier_file_has_is_known(stores: Stores, tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text("claims: first\namounts: {loans.total: {元: 1}}", "utf-8")
    second.write_text("claims: second\ncarried: [loans.total]", "utf-8")
    (problem,) = lexicon_data([*NATION, first, second], stores, FORMS)[1]
    assert problem.where == f"{first}:2:11"


def test_what_comes_with_gialint_names_nothing_unknown(gialint: Linter, stores: Stores) -> None:
    assert gialint.problems == ()
    paths = [*NATION, EXAMPLES / "enforcement/words.yaml", *sorted(EXAMPLES.glob("province/lexicon/*.yaml"))]
    assert lexicon_data(paths, stores, FORMS)[1] == []


def test_words_may_be_of_every_kind_that_reading_looks_for() -> None:
    folder = Path(vocabulary.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    assert {*re.findall(r'"([A-Z][A-Z_]+)(?:\.[a-z_]+)?"', code)} - {*ANYWHERE} <= SOUGHT


def test_an_editor_has_what_is_saved_of_a_file_left_out(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(WORDS % "STATE, facts: {requst: requests.new}", "utf-8")
    lint = linter(Config(lexicons=(path,)))
    told = problems_beside(load_yaml(path), lint.plugins.lexicons, lint.plugins.stores, FORMS)
    assert told == [each for each in lint.problems if each.code == "GIA903"]
    assert [each.where for each in told] == [f"{path}:3:27"]
