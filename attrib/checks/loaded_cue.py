"""A verb of speech that takes sides: slammed, boasted, claimed, admitted.

Why: *claimed* doubts, *admitted* convicts, *slammed* starts a fight, each before a reader has seen the words. Said is
fair to everybody, and where the doubt or the confession matters a sentence can say why.

Verbs stand in levels (`loaded_cues.yaml`): `hostile`, `doubting` and `conceding` are looked for, `mild` ones (insisted,
argued) where the option `levels` names them. Left alone are admissions of a fault, admissions and claims before the
law, a claim of responsibility or of victory, papers whose business is to claim, and a doubt that the copy gives a
reason for (falsely claimed; claimed, but offered no proof).

Flagged:
    The clerk admitted that she was at work on Monday.

    Councillor Edda Moss slammed the timetable as “a bad joke”.

Clean:
    The clerk said that she was at work on Monday.

    Kell admitted in court that he had taken the money.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.attributions import has_source
from attrib.checking.cues import CueVerb, cue_verbs
from attrib.model import Finding, Severity, SpeakerKind

# Verbs of these levels are also verbs of winning, losing and pleading: only with a clause or a quotation are they cues.
_NEEDS_WORDS = ("doubting", "conceding")
_WORDLESS_FRAMES = ("object", "preposition", "infinitive", "gerund", "passive")
_HOSTILE, _DOUBTING, _CONCEDING = "hostile", "doubting", "conceding"
_FIRST_PERSON = frozenset({"i", "we"})


def find_loaded(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each verb of speech that is on a level looked for, with its legal and idle uses left out."""
    levels = _levels(context)
    for cue in cue_verbs(context):
        level = levels.get(cue.relation.lemma)
        if level is None or not has_source(cue.relation) or _is_own_voice(context, cue):
            continue
        if not _is_lawful(context, cue, level) and not (level == _DOUBTING and _is_doubt_told(context, cue)):
            yield context.finding(cue.span, cue=context.excerpt(cue.span))


def _levels(context: CheckContext) -> dict[str, str]:
    """Return the level of each lemma looked for; those of the option `also` are taken as hostile."""
    lexicon = context.lexicon("loaded_cues")
    out = {lemma: level for level in context.words("levels") for lemma in lexicon.groups.get(level, ())}
    out |= dict.fromkeys(context.words("also"), _HOSTILE)
    for lemma in context.words("allow"):
        out.pop(lemma, None)
    return out


def _is_own_voice(context: CheckContext, cue: CueVerb) -> bool:
    """Whether the writer speaks of the writer: *I claim* is nobody else's word."""
    return any(span.of(context.article.text).lower() in _FIRST_PERSON for span in cue.relation.source)


def _is_lawful(context: CheckContext, cue: CueVerb, level: str) -> bool:
    """Whether the verb is no cue of speech here, or the right word before the law."""
    if level not in _NEEDS_WORDS:
        return False
    if cue.relation.frame.startswith(_WORDLESS_FRAMES):
        return True
    speaker = cue.relation.speaker
    if speaker is not None and speaker.kind is SpeakerKind.DOCUMENT:
        return True  # a lawsuit claims; other papers are another check's
    return (level == _CONCEDING and _is_confession(context, cue)) or _speaks_of_law(context, cue)


def _is_doubt_told(context: CheckContext, cue: CueVerb) -> bool:
    """Whether the copy says that the claim is untrue, or in the same sentence why it doubts."""
    words = context.lexicon("loaded_cues")
    if any(child.lower_ in words["untrue"] for child in cue.token.children):
        return True
    sentence = cue.sentence.text.lower()
    return any(phrase in sentence for phrase in words["doubt_told"])


def _is_confession(context: CheckContext, cue: CueVerb) -> bool:
    """Whether the content is a fault of the speaker's own: then admitting is what was done."""
    fault = frozenset(context.lexicon("loaded_cues")["fault"])
    parse = context.parse
    tokens = [parse.doc[index] for span in cue.relation.content for index in parse.tokens_in(span)]
    return any(token.lemma_.lower() in fault for token in tokens)


def _speaks_of_law(context: CheckContext, cue: CueVerb) -> bool:
    """Whether a word of the law stands in the verb's paragraph."""
    parse = context.parse
    legal = frozenset(context.lexicon("loaded_cues")["legal"])
    tokens = parse.block_tokens[parse.blocks[cue.token.i]]
    return any(parse.doc[index].lemma_.lower() in legal for index in tokens if not parse.masked[index])


CHECK = Check(
    CheckInfo(
        code="AT401",
        name="loaded-cue",
        severity=Severity.WARNING,
        message=(
            "“{cue}” tells readers how to take the words before they have read them. "
            "Said is fair to everybody; keep the verb only where the copy shows why it fits."
        ),
        since="0.1.0",
        guides=("WP", "TX", "GU"),
        options=(
            Option(
                "levels",
                ("hostile", "doubting", "conceding"),
                "Levels of verbs looked for.",
                choices=("hostile", "doubting", "conceding", "mild"),
            ),
            Option("also", (), "Further verbs to flag, by their dictionary form."),
            Option("allow", (), "Verbs to leave alone."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        help=__doc__,
        lexicons=("loaded_cues",),
    ),
    run=find_loaded,
)
