"""Pairing of quotation marks, what a pair does, and stand-ins for utterances."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.extraction import marks as marks_module
from attrib.extraction.masking import masks
from attrib.extraction.quotations import find_quotations
from attrib.model import Article, Block, BlockKind, CharSpan, Quotation, QuotationUse, SourceMap
from attrib.rulefiles.lexicons import load_lexicon

GROUPS = load_lexicon(Path(__file__).parents[2] / "rules" / "lexicons" / "quotation_uses.yaml").groups


def make_article(text: str, kinds: dict[int, BlockKind] | None = None) -> Article:
    """Return an article each line of which is a block; `kinds` by number of the block, body otherwise."""
    spans = [CharSpan(match.start(), match.end()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    blocks = tuple(Block(span, (kinds or {}).get(index, BlockKind.BODY)) for index, span in enumerate(spans))
    return Article(raw=text, text=text, source_map=SourceMap.identity(text), blocks=blocks)


def quotations_of(text: str, kinds: dict[int, BlockKind] | None = None) -> tuple[Quotation, ...]:
    return find_quotations(make_article(text, kinds), GROUPS)


def words_of(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in quotations_of(text)]


def state_of(quotation: Quotation) -> str:
    if quotation.opened and quotation.closed:
        return "whole"
    if not quotation.opened:
        return "unopened"
    return "continued" if quotation.continued else "unclosed"


# --- pairing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "style", "inner"),
    [
        ("“The pier is shut,” Vane said.", "curly-double", "The pier is shut,"),
        ('"The pier is shut," Vane said.', "straight-double", "The pier is shut,"),
        ("''The pier is shut,'' Vane said.", "two-apostrophes", "The pier is shut,"),
        ("``The pier is shut,'' Vane said.", "two-apostrophes", "The pier is shut,"),
        ("‘The pier is shut,’ Vane said.", "curly-single", "The pier is shut,"),
        ("'The pier is shut,' Vane said.", "straight-single", "The pier is shut,"),
        ("«The pier is shut», Vane said.", "guillemets", "The pier is shut"),
        ("« The pier is shut », Vane said.", "guillemets", " The pier is shut "),
        ("»The pier is shut«, Vane said.", "guillemets", "The pier is shut"),
        ("„The pier is shut“, Vane said.", "low-high", "The pier is shut"),
        ("„The pier is shut”, Vane said.", "low-high", "The pier is shut"),
    ],
)
def test_pairs_marks_of_each_kind(text: str, style: str, inner: str) -> None:
    (quotation,) = quotations_of(text)
    assert (quotation.style, quotation.inner.of(text), state_of(quotation)) == (style, inner, "whole")
    assert text.startswith(quotation.span.of(text))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Vane said: ”The pier is shut.“", ["The pier is shut."]),
        ("Vane called it “grim“ and left.", ["grim"]),
        ("Vane called it ”grim” and left.", ["grim"]),
        ("“Is it shut?“ Vane asked. “It is.”", ["Is it shut?", "It is."]),
        ('“It is shut," Vane said. "It stays shut.”', ["It is shut,", "It stays shut."]),
        ('"It is shut,"Vane said.', ["It is shut,"]),
        ("Vane says,” The pier stays shut.”", [" The pier stays shut."]),
        ("“It is shut. “", ["It is shut. "]),
    ],
)
def test_reads_marks_turned_or_mixed(text: str, inner: list[str]) -> None:
    assert words_of(text) == inner
    assert all(state_of(quotation) == "whole" for quotation in quotations_of(text))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('Vane said—"really"—that it was shut.', ["really"]),
        ('A ("shut") pier.', ["shut"]),
        ('"...and then it fell," Vane said.', ["...and then it fell,"]),
        ('"$5 a go," Vane said. "[They] pay."', ["$5 a go,", "[They] pay."]),
        ('"I was going to—" Vane began.', ["I was going to—"]),
        ('a "pop-up"-style stall', ["pop-up"]),
        ('The motto ("Ever on.").', ["Ever on."]),
    ],
)
def test_takes_the_side_of_straight_marks_from_their_surroundings(text: str, inner: list[str]) -> None:
    assert words_of(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "The drivers’ union met the nurses' union.",
        "It’s the ’90s, and '68 is past, 'cause we're old.",
        "Rock ’n’ roll and rock 'n' roll.",
        "Goin’ home, singin' songs o’ the sea.",
        'He is 5\'10" tall and the plank is 6" wide.',
        "The plank is 6’ 2” long.",
        "At 51° 30′ 26″ north.",
        'A 3.5" drive and a 12" record.',
        "O’Hara and O'Hara’s.",
        "‘Tis late, and ‘twas later.",
        'A lone " mark stands here.',
        '""',
        "“”",
        "' ' ' '",
        '<a href="pier.html">the pier</a>',
        "No marks at all.",
        "",
    ],
)
def test_leaves_what_is_no_quotation(text: str) -> None:
    assert quotations_of(text) == ()


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("‘We’re goin’ home,’ Vane said.", ["We’re goin’ home,"]),
        ("The ‘smart’ lamp of the drivers’ union", ["smart"]),
        ("Pier ‘will reopen in May’, says mayor", ["will reopen in May"]),
        ("'Mayor lied' - drivers' union", ["Mayor lied"]),
        ("Mayor: 'It's the drivers' fault'", ["It's the drivers' fault"]),
        ("'Cause I can,' she said.", ["Cause I can,"]),
        ("Drivers’ union calls pay ‘a joke’", ["a joke"]),
    ],
)
def test_tells_single_marks_from_apostrophes(text: str, inner: list[str]) -> None:
    assert words_of(text) == inner


def test_leaves_an_inch_mark_inside_a_quotation() -> None:
    text = '"The plank is 6" wide," Vane said. "Cut it."'
    assert words_of(text) == ['The plank is 6" wide,', "Cut it."]


def test_closes_a_quotation_after_a_number() -> None:
    assert words_of('"We won 52," and "they won 48" in all.') == ["We won 52,", "they won 48"]
    assert words_of('"We won 52" and "they won 48" in all.') == ["We won 52", "they won 48"]


@pytest.mark.parametrize(
    ("text", "inner", "nested"),
    [
        ("“He said, ‘Get out,’ and left,” Vane said.", ["He said, ‘Get out,’ and left,", "Get out,"], [False, True]),
        ("\"He said, 'Get out,'\" Vane said.", ["He said, 'Get out,'", "Get out,"], [False, True]),
        ("''He said, 'Get out,''' Vane said.", ["He said, 'Get out,'", "Get out,"], [False, True]),
        ("‘She said “yes” to it,’ Vane said.", ["She said “yes” to it,", "yes"], [False, True]),
        ("“She “said” it,” Vane said.", ["She “said” it,", "said"], [False, True]),
        ("“‘Go,’ she said. ‘Now.’”", ["‘Go,’ she said. ‘Now.’", "Go,", "Now."], [False, True, True]),
        ("“Go.” “Stay.”", ["Go.", "Stay."], [False, False]),
    ],
)
def test_returns_nested_quotations_after_their_outer_one(text: str, inner: list[str], nested: list[bool]) -> None:
    found = quotations_of(text)
    assert [quotation.inner.of(text) for quotation in found] == inner
    assert [quotation.nested for quotation in found] == nested


# --- lone marks --------------------------------------------------------------------------------------------------


def test_a_quotation_runs_on_through_paragraphs() -> None:
    text = "“We have money,” Vane said. “We also\n“have time. And\n“have hope.”\nThe end."
    states = [(quotation.inner.of(text), state_of(quotation)) for quotation in quotations_of(text)]
    assert states == [
        ("We have money,", "whole"),
        ("We also", "continued"),
        ("have time. And", "continued"),
        ("have hope.", "whole"),
    ]


def test_a_quotation_in_single_marks_runs_on() -> None:
    text = "‘The pier is shut.\n‘It stays shut,’ Vane said."
    assert [state_of(quotation) for quotation in quotations_of(text)] == ["continued", "whole"]


def test_a_quotation_runs_on_past_a_caption() -> None:
    text = "“The pier is shut.\nThe pier on Monday\n“It stays shut,” Vane said."
    found = quotations_of(text, {1: BlockKind.CAPTION})
    assert [state_of(quotation) for quotation in found] == ["continued", "whole"]


def test_a_pull_quote_may_close_after_its_byline() -> None:
    text = '"The pier is shut and stays shut.\nTom Vane, harbour master."\nRain fell.'
    assert [state_of(quotation) for quotation in quotations_of(text)] == ["continued"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“The pier will reopen, Vane said on Monday.", "The pier will reopen,"),
        ('"The pier will reopen, Vane said on Monday.', "The pier will reopen,"),
        ("“The pier will reopen, said the harbour master.", "The pier will reopen,"),
        ("“Will the pier reopen? he asked.", "Will the pier reopen?"),
        ("“The pier will reopen", "The pier will reopen"),
        ("“The pier is shut. “It stays shut,” Vane said.", "The pier is shut."),
    ],
)
def test_an_unclosed_quotation_ends_where_its_words_probably_do(text: str, inner: str) -> None:
    first = quotations_of(text)[0]
    assert (first.inner.of(text), state_of(first)) == (inner, "unclosed")


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("The pier is shut. It stays shut,” he said in a statement.", "The pier is shut. It stays shut,"),
        ("“No,” he said. The pier stays shut,” he added.", "The pier stays shut,"),
        ("Vane was plain: The pier stays shut.”", "The pier stays shut."),
        ("Vane said, The pier stays shut.”", "The pier stays shut."),
        ("The pier stays shut,’ he said.", "The pier stays shut,"),
    ],
)
def test_an_unopened_quotation_starts_where_its_words_probably_do(text: str, inner: str) -> None:
    last = quotations_of(text)[-1]
    assert (last.inner.of(text), state_of(last)) == (inner, "unopened")


@pytest.mark.parametrize("fault", ["“The pier, he", 'The pier," he said', 'A 6" plank "', "‘The pier", "pier’s’ ‘"])
def test_a_fault_never_reaches_the_next_paragraph(fault: str) -> None:
    good = 'Vane was brief. “It is shut,” he said, and then: ‘Go.’ It was "grim".'
    text = f"{fault}\n{good}"
    offset = len(fault) + 1
    alone = [(q.span.start + offset, q.span.end + offset, state_of(q), q.use) for q in quotations_of(good)]
    after = [(q.span.start, q.span.end, state_of(q), q.use) for q in quotations_of(text) if q.block == 1]
    assert after == alone


def test_a_lone_mark_inside_a_whole_quotation_stays_there() -> None:
    text = "« Go” now » and « “stay here » today."
    assert words_of(text) == [" Go” now ", " “stay here ", "stay here"]


def test_furniture_and_code_are_not_read() -> None:
    text = "“Share this”\n“It is shut,” Vane said."
    found = quotations_of(text, {0: BlockKind.FURNITURE})
    assert [quotation.block for quotation in found] == [1]


# --- uses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("“The pier is shut,” Vane said.", "speech"),
        ("Vane said: “the pier is shut for now.”", "speech"),
        ("Vane said, “The pier is shut.”", "speech"),
        ("Vane said “The pier is shut” and left.", "speech"),
        ("It rained. “Yes,” Vane said.", "speech"),
        ("Vane told Dr. “Shut” nothing.", "fragment"),
        ("Vane called the plan “grim” and left.", "fragment"),
        ("Vane said that “the pier is shut.”", "fragment"),
        ("The pier, “shut for good,” stood empty.", "fragment"),
        ("“Smart” lamps failed on the pier.", "fragment"),
        ("Vane praised the film “The Long Pier” on Monday.", "title"),
        ("Her memoir, “The Long Pier,” came out.", "title"),
        ("A report entitled “piers and their keepers” came out.", "title"),
        ("He read “The Long Pier Home” twice.", "title"),
        ("Tom “Tide” Vane spoke.", "nickname"),
        ("a man known as “Tide” spoke", "nickname"),
        ("Nicknamed “the Tide,” he left.", "nickname"),
        ("the so-called “smart” lamp", "term"),
        ("Under its old slogan, “Piers for All,” they marched.", "term"),
        ("“The Long Pier Home,” a hit of that year, is back.", "title"),
        ("In fact, “Pier” should be jetty here.", "fragment"),
        ("Vane spoke in Bath, N.Y. “The pier is shut and it stays shut.”", "speech"),
        ("Vane was blunt. (“I am tired,” he said.)", "speech"),
        ("Vane said, “we are tired of it.”", "speech"),
        ("Mayor Ready For ‘Golden’ Week Of Piers", "fragment"),
        ("On Radio’s “Morning” Vane spoke.", "fragment"),
        ("The word “pier” is old.", "term"),
        ("Under the slogan “Piers for all” they marched.", "term"),
    ],
)
def test_says_what_a_pair_does(text: str, use: str) -> None:
    (quotation,) = quotations_of(text)
    assert quotation.use is QuotationUse(use)


def test_an_interrupted_utterance_is_speech_on_both_sides() -> None:
    text = "“The pier,” Mr. Vane said, “will stay shut.”"
    assert [quotation.use for quotation in quotations_of(text)] == [QuotationUse.SPEECH, QuotationUse.SPEECH]


def test_a_list_of_titles_is_titles() -> None:
    text = "He starred in “The Long Pier,” “Tide” and “Home.”"
    assert {quotation.use for quotation in quotations_of(text)} == {QuotationUse.TITLE}


def test_speech_after_a_title_is_speech() -> None:
    text = "Vane sang the song “The Long Pier.” “It is old,” he said."
    assert [quotation.use for quotation in quotations_of(text)] == [QuotationUse.TITLE, QuotationUse.SPEECH]


def test_an_empty_lexicon_still_finds_all_pairs() -> None:
    article = make_article("“It is shut,” Vane said. He saw “Home.” “The pier, Vane said.")
    assert [state_of(quotation) for quotation in find_quotations(article, {})] == ["whole", "whole", "unclosed"]


# --- masks -------------------------------------------------------------------------------------------------------


def masked(text: str) -> list[tuple[str, str]]:
    article = make_article(text)
    found = find_quotations(article, GROUPS)
    return [(mask.span.of(text), " ".join(mask.words)) for mask in masks(article, found, GROUPS)]


@pytest.mark.parametrize(
    ("text", "stand_in"),
    [
        ("“The pier is shut,” Vane said.", "“ It is , ”"),
        ("Vane said, “The pier is shut.”", "“ It is . ”"),
        ("“Is it shut?” Vane asked.", "“ It is , ”"),
        ("“Is it shut?” he asked.", "“ It is , ”"),
        ("Vane spoke. “Is it shut?” The crowd went home.", "“ It is ? ”"),
        ("‘It is shut’, Vane said.", "“ It is ”"),
    ],
)
def test_an_utterance_gets_a_stand_in_that_ends_as_it_does(text: str, stand_in: str) -> None:
    assert [words for _, words in masked(text)] == [stand_in]


def test_both_halves_of_an_utterance_get_stand_ins() -> None:
    text = "“The pier,” Vane said, “will stay shut.”"
    assert masked(text) == [("“The pier,”", "“ It is , ”"), ("“will stay shut.”", "“ it is . ”")]


def test_fragments_titles_and_nested_quotations_stay() -> None:
    assert masked("Vane called “The Long Pier Home” simply “grim.”") == []
    assert [span for span, _ in masked("“He said, ‘Go,’ and left,” Vane said.")] == ["“He said, ‘Go,’ and left,”"]


# --- properties --------------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["pier", "Vane", "shut", "said", "the", "drivers", "it", "6", "so"]), min_size=1, max_size=6
)


@st.composite
def well_formed(draw: st.DrawFn) -> str:
    """A paragraph of narration and quotations in curly double marks."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        end = draw(st.sampled_from([",", ".", "?", "!"]))
        said = " ".join(draw(WORDS))
        told = " ".join(draw(WORDS))
        parts.append(
            draw(st.sampled_from([f"“{said}{end}” {told}.", f"{told} “{said}” {told}.", f"{told}: “{said}{end}”"]))
        )
    return " ".join(parts)


ANY_TEXT = st.text(alphabet=st.sampled_from(list("“”‘’\"'`«»„ab S6.,?—-(\n <>=\u202a")), max_size=120)


@given(well_formed())
def test_curly_and_straight_marks_give_the_same_quotations(text: str) -> None:
    straight = text.replace("“", '"').replace("”", '"')
    curly = [(q.span, q.inner, q.use, state_of(q), q.nested) for q in quotations_of(text)]
    assert curly == [(q.span, q.inner, q.use, state_of(q), q.nested) for q in quotations_of(straight)]
    assert len(curly) == text.count("“")


@given(ANY_TEXT)
def test_a_plain_paragraph_in_front_moves_and_changes_none(text: str) -> None:
    front = "Rain fell on the pier.\n"
    moved = [
        (
            q.span.start - len(front),
            q.span.end - len(front),
            q.inner.start - len(front),
            q.block - 1,
            q.use,
            state_of(q),
        )
        for q in quotations_of(front + text)
    ]
    assert moved == [
        (q.span.start, q.span.end, q.inner.start, q.block, q.use, state_of(q)) for q in quotations_of(text)
    ]


@given(ANY_TEXT)
@settings(max_examples=300)
def test_quotations_of_any_text_are_sound(text: str) -> None:
    article = make_article(text)
    found = find_quotations(article, GROUPS)
    assert list(found) == sorted(found, key=lambda q: (q.span.start, -q.span.end))
    for quotation in found:
        assert article.blocks[quotation.block].span.covers(quotation.span)
        assert quotation.span.covers(quotation.inner)
        assert any(character.isalnum() for character in quotation.inner.of(text))
        assert quotation.opened or quotation.closed
        assert not (quotation.continued and quotation.closed)
    outer = [quotation for quotation in found if not quotation.nested]
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(outer))
    for quotation in found:
        assert quotation.nested == any(other is not quotation and other.span.covers(quotation.span) for other in outer)
    stood_in = masks(article, found, GROUPS)
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(stood_in))


@pytest.mark.parametrize(
    "pattern",
    [
        "“go,” ",
        '"go," ',
        "“go ",
        "go” ",
        '"a ',
        'a" ',
        "‘go ",
        "'a' ",
        "drivers’ ",
        '6" ',
        "''a'' ",
        '" ',
        "“a ‘b’ ”",
        "«a “b ",
    ],
)
def test_ten_thousand_marks_in_a_line_are_read_once_each(pattern: str) -> None:
    count = 10_000
    found = quotations_of(pattern * count)
    assert len(found) <= 2 * count
    # However the marks nest, no character is looked at for more than a few quotations.
    assert sum(len(quotation.span) for quotation in found) <= 6 * len(pattern) * count


def test_deep_nesting_is_given_up() -> None:
    text = '"a ' * 5_000 + 'a" ' * 5_000
    found = quotations_of(text)
    assert sum(len(quotation.span) for quotation in found) <= 8 * len(text)


def test_marks_share_the_surroundings_of_their_run() -> None:
    found = marks_module.find_marks("“‘Go’”", CharSpan(0, 6))
    assert [mark.side for mark in found] == [marks_module.Side.OPEN] * 2 + [marks_module.Side.CLOSE] * 2
