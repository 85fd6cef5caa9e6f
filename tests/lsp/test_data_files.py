"""What an editor shows of the files that people write for gialint: each mistake at its word."""

from __future__ import annotations

from pathlib import Path

from editor import Editor, editing, played
from lsprotocol import types

RULES = Path(__file__).parents[2] / "rules" / "gialint_rules"
BALANCE = (RULES / "applications" / "GIA301-balance.yaml").read_text("utf-8")
FRAME = "claims: more\nframes:\n  - frame: our-frame\n    pattern: [OBJECT.request QTY]\n    states: []\n"

SLIPS = (
    # the file, its text, the word at which the mistake is, a part of what is said
    ("LOC1-x.yaml", BALANCE.replace("severity:", "severty:"), "severty:", "severty"),
    (
        "LOC2-x.yaml",
        BALANCE.replace("carried_in[column]", "caried_in[column]"),
        "requests.caried_in",
        "caried",
    ),
    ("LOC3-x.yaml", BALANCE.replace("相差 1", "相差 2"), "violates:", "相差 2"),
    ("broken.yaml", "code: LOC4\ntitle: [\n", "", "YAML"),
    ("words.yaml", "lexicon: words\nlistss: {}\n", "listss:", "listss"),
    ("frames.yaml", FRAME.replace("pattern", "patern"), "patern:", "patern"),
    ("more.yaml", FRAME.replace("OBJECT.request", "OBJECT.requst"), "OBJECT.requst", "OBJECT.request"),
    ("form.yaml", "form: x\nedition: '1'\n", "", "form.yaml"),
    ("members.yaml", "government: 青石镇\nmember: [a]\nmembers:\n  - 财政所\n", "member:", "member"),
    ("gialint.yaml", "ignor: [GIA301]\n", "ignor:", "ignor"),
    ("pyproject.toml", '[tool.gialint]\nfail_on = "eror"\n', '"eror"', "fail_on"),
)


SOUND = (
    ("LOC301-balance.yaml", BALANCE.replace("GIA301", "LOC301")),
    ("members.yaml", "government: 青石镇\nmembers:\n  - 财政所\n"),
    ("gialint.yaml", "ignore: [GIA301]\n"),
    ("pyproject.toml", '[project]\nname = "x"\n'),
    ("frames.yaml", FRAME),
    ("typos.yaml", "lexicon: typos\nlists:\n  typos: {渠到: 渠道}\n"),
)


def test_each_mistake_is_shown_at_its_word(tmp_path: Path) -> None:
    async def scene() -> None:
        async with editing(tmp_path) as editor:
            for name, text, word, said in SLIPS:
                path = tmp_path / name
                editor.open(path, text)
                told = await editor.told(path)
                found = [(editor.words(path, each.range), each.message) for each in told]
                assert any(words.startswith(word) and said in message for words, message in found), (
                    name,
                    found,
                )

    played(scene())


def test_nothing_is_said_of_sound_ones(tmp_path: Path) -> None:
    async def scene() -> None:
        async with editing(tmp_path) as editor:
            for name, text in SOUND:
                editor.open(tmp_path / name, text)
                assert [each.message for each in await editor.told(tmp_path / name)] == [], name

    played(scene())


def test_rules_and_frames_are_explained_where_they_are_named(tmp_path: Path) -> None:
    settings, frames = tmp_path / "gialint.yaml", tmp_path / "frames.yaml"

    async def scene() -> None:
        async with editing(tmp_path) as editor:
            editor.open(settings, "ignore: [GIA301]\n")
            assert (await editor.hover(settings, types.Position(0, 12))).startswith("# GIA301：")
            editor.open(frames, "claims: more\nframes:\n  - frame: except-stated\n")
            assert "except-stated" in await editor.hover(frames, types.Position(2, 14))
            assert [each.name for each in await editor.symbols(frames)] == ["claims", "frames"]

    played(scene())


def test_what_settings_come_to_is_shown_once_they_are_saved(tmp_path: Path) -> None:
    settings, report = tmp_path / "gialint.yaml", tmp_path / "report.txt"
    text = (Path(__file__).parents[2] / "examples" / "draft.txt").read_text("utf-8")

    async def scene() -> None:
        async with editing(tmp_path) as editor:
            editor.open(report, text)
            assert "GIA509" in codes(await editor.told(report))
            editor.open(settings, "ignore: [GIA509, GIA999]\n")
            assert codes(await editor.told(settings)) == []
            settings.write_text("ignore: [GIA509, GIA999]\n", "utf-8")
            editor.save(settings)
            [slip] = await editor.told(settings, lambda told: bool(told))
            assert "GIA999" in slip.message
            await editor.told(report, lambda told: "GIA509" not in codes(told) and "GIA906" in codes(told))

    played(scene())


def test_members_of_the_disk_and_of_the_editor(tmp_path: Path) -> None:
    path = tmp_path / "members.yaml"
    path.write_text("members:\n  - 财政所\n", "utf-8")

    async def scene() -> None:
        async with editing(tmp_path) as editor:
            await shown(editor)

    async def shown(editor: Editor) -> None:
        editor.open(path, "members:\n  - {name: 财政所, members: none.yaml}\n")
        [slip] = await editor.told(path)
        assert "none.yaml" in slip.message
        assert editor.words(path, slip.range) == "none.yaml"

    played(scene())


def codes(told: object) -> list[object]:
    return [each.code for each in told]  # type: ignore[attr-defined]
