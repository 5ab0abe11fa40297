"""First drafts of rule files: each is valid, passes its own examples, and says what to change."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from attrib.errors import ConfigError, listed, nearest
from attrib.rulefiles.house import CLOSED_GROUPS, EXTENDABLE
from attrib.rulefiles.lexicons import shipped_lexicon
from attrib.rulefiles.schemas import STAGES

PREFIX = "HOUSE"
FIRST_NUMBER = 101
MATCHERS = ("token", "dependency")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE_LINE = re.compile(rf"^code:\s*[\"']?{PREFIX}(\d{{3,4}})\b", re.MULTILINE)
# Words shown of a lexicon that further words are added to.
SHOWN_WORDS = 3
WIDTH = 110


def draft(name: str, *, stage: str = "check", matcher: str = "token", folder: Path = Path()) -> str:
    """Return a rule file called `name`; a check has the next code that none of the rule files in `folder` has.

    Raises `ConfigError` for a name that no such file can have, and where there is no such stage or matcher.
    """
    known = {"checks": "check", "houses": "house", "lexicons": "lexicon"}.get(stage, stage)
    if known not in STAGES:
        raise ConfigError(f"--stage: there is no {stage!r}", hint=nearest(stage, STAGES) or listed(STAGES))
    if matcher not in MATCHERS:
        raise ConfigError(f"--matcher: there is no {matcher!r}", hint=nearest(matcher, MATCHERS) or listed(MATCHERS))
    if matcher != MATCHERS[0] and known != "check":
        raise ConfigError(f"--matcher is for checks, and {known} files have one way only")
    if known == "lexicon" and name.replace("-", "_") in EXTENDABLE:
        return _words(name.replace("-", "_"))
    if not _NAME.fullmatch(name):
        hint = f"did you mean {guess}?" if (guess := _mended(name)) else "lower-case words joined by hyphens"
        raise ConfigError(f"{name!r} is no name for a rule file", hint=hint)
    if known == "check":
        form = _CHECK_TOKEN if matcher == "token" else _CHECK_TREE
        return form.format(name=name, code=_next_code(folder))
    return {"extraction": _EXTRACTION, "lexicon": _CUES, "house": _HOUSE}[known].format(name=name)


def _mended(name: str) -> str | None:
    words = re.findall(r"[a-z0-9]+", name.lower())
    mended = "-".join(words)
    return mended if _NAME.fullmatch(mended) else None


def _next_code(folder: Path) -> str:
    """Return the code after the last that a rule file in `folder` has."""
    numbers = [FIRST_NUMBER - 1]
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # whoever loads it will say so
        numbers.extend(int(match) for match in _CODE_LINE.findall(text))
    return f"{PREFIX}{max(numbers) + 1}"


def _words(name: str) -> str:
    """Return a file that adds words to the lexicon called `name`; those it starts with are there already."""
    closed = CLOSED_GROUPS.get(name, ())
    groups = {group: words for group, words in shipped_lexicon(name).groups.items() if group not in closed}
    group, words = next(iter(groups.items()))
    shown = ", ".join(_quoted(word) for word in words[:SHOWN_WORDS])
    said = textwrap.fill(f"Its groups are {listed(groups)}.", WIDTH, initial_indent="# ", subsequent_indent="# ")
    return _LEXICON.format(name=name, group=_quoted(group), shown=shown, groups=said)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_CHECK_TOKEN = """\
# A check made of patterns over words.  rules/README.md of attrib says what each key means;
# `attrib rules test FOLDER` runs the examples below.
schema: 1
code: {code}                  # your own prefix: codes that start with AT are attrib's
name: {name}
stage: checks
summary: "Residents of nowhere: a source that is only residents, locals or neighbours."
severity: warning               # error, warning or note
enabled: true                   # false: off unless selected
# What was seen, why it matters, what would settle it.  {{match}} is the words found; where the scope is part of an
# attribution also {{source}}, {{cue}}, {{content}} and {{speaker}}.
message: "{{match}} of where? Two people at a bus stop are not a town: say which street or village they live in."
why: A reader cannot weigh what could be anybody's view, and wants to know whose neighbours spoke.
since: 0.1.0                    # the version of your own rules
guides: [HOUSE]                 # who asks for it
matcher: token                  # spaCy's Matcher: https://spacy.io/usage/rule-based-matching
scope: source                   # source, cue, content, sentence, narration or quotation
patterns:
  - id: bare-plural
    whole: true                 # the match must be all of the source
    pattern:
      - {{LOWER: {{IN: [some, many]}}, OP: "?"}}
      - {{LOWER: {{IN: [residents, locals, neighbours]}}}}
# What is left alone.  Each exception needs a clean example that is flagged without it.
exceptions:
  - id: placed-before
    reach: article              # the same word later in the article too
    pattern: [{{LOWER: {{IN: [residents, locals, neighbours]}}}}, {{LOWER: {{IN: [in, of, from]}}}}, {{POS: PROPN}}]
examples:
  flagged:                      # [[...]] marks exactly what must be flagged
    - "[[Residents]] said the water was brown."
    - "The water was brown, [[some neighbours]] said."
  clean:                        # write a false alarm here first, and mend the pattern then
    - "Residents of Harbour Street said the water was brown."
    - "Residents of Holm met on Monday. Residents said the water was brown."  # placed-before
    - "Residents opened the bridge on Monday."
"""

_CHECK_TREE = """\
# A check made of patterns over the parse: a node, and others hung on it.  rules/README.md of attrib says what each key
# means; `attrib rules test FOLDER` runs the examples below.
schema: 1
code: {code}                  # your own prefix: codes that start with AT are attrib's
name: {name}
stage: checks
summary: "Somebody blasts, slams or roars, where said would do."
severity: note                  # error, warning or note
enabled: true                   # false: off unless selected
message: "{{match}}: unless somebody raised their voice, said will do."   # {{match}} is the words found
why: A verb of noise tells a reader how to take the words before they have been read.
since: 0.1.0                    # the version of your own rules
guides: [HOUSE]                 # who asks for it
matcher: dependency             # spaCy's DependencyMatcher: https://spacy.io/api/dependencymatcher
scope: narration                # source, cue, content, sentence or narration; quoted words are not parsed
patterns:
  - id: somebody-shouts
    flag: [verb]                # the nodes to underline; all without it
    pattern:
      - {{RIGHT_ID: verb, RIGHT_ATTRS: {{POS: VERB, LEMMA: {{IN: [blast, slam, roar, thunder]}}}}}}
      - {{LEFT_ID: verb, REL_OP: ">", RIGHT_ID: who, RIGHT_ATTRS: {{DEP: nsubj}}}}
examples:
  flagged:                      # [[...]] marks exactly what must be flagged
    - "The mayor [[slammed]] the plan on Monday."
  clean:                        # write a false alarm here first, and mend the pattern then
    - "The mayor opposed the plan on Monday."
"""

_EXTRACTION = """\
# A construction that attributes: where it stands in the parse, and what it must read.  rules/README.md of attrib says
# what each key means; `attrib rules test FOLDER` runs the examples below.
schema: 1
name: {name}
stage: extraction
language: en
matcher: dependency             # spaCy's DependencyMatcher: https://spacy.io/api/dependencymatcher
why: Talk of the town is an attribution to nobody, and an editor wants to see it.
patterns:
  - id: {name}-has-it
    frame: word-has-it          # the key under which the cue lexicon counts the construction
    confidence: 0.9             # of those you looked at, the share that are attributions; taken instead of counts
    cue: [word, it]             # nodes that belong to the cue beside `cue` itself
    content: [content]          # nodes that are attributed, each with its phrase; or rest
    source: none                # a node, or subject, agent, noun, none
    pattern:
      - {{RIGHT_ID: cue, RIGHT_ATTRS: {{LEMMA: have}}}}
      - {{LEFT_ID: cue, REL_OP: ">", RIGHT_ID: word, RIGHT_ATTRS: {{DEP: nsubj, LOWER: {{IN: [word, legend]}}}}}}
      - {{LEFT_ID: cue, REL_OP: ">", RIGHT_ID: it, RIGHT_ATTRS: {{LOWER: it}}}}
      - {{LEFT_ID: cue, REL_OP: ">", RIGHT_ID: content, RIGHT_ATTRS: {{DEP: {{IN: [ccomp, advcl]}}}}}}
examples:
  relations:                    # what must be read, each part as it stands in the text
    - {{text: "Word has it that the ferry will close.", cue: Word has it, content: that the ferry will close}}
    - {{text: "Legend has it that a king slept here.", cue: Legend has it, content: that a king slept here}}
  none:                         # copy in which nothing may be read
    - "The word has four letters."
    - "Her cousin has the ferry's old bell."
"""

_CUES = """\
# Cues with their counts: of how many times a word was seen in a construction, how many were attributions.
# rules/README.md of attrib lists the constructions.  A lexicon that adds to a list of attrib's own bears its name:
# `attrib rules new roles --stage lexicon`.
schema: 1
name: {name}
stage: lexicon
language: en
why: Our arts pages report praise with words that the wires do not use.
source: Ten sentences from the archive, read by the arts desk.
entries:
  # Of ten times that somebody swooned over something, nine told what they thought.
  swoon: {{act: belief, frames: {{preposition-over: [9, 10]}}}}   # statement, belief, intention, perception or decree
"""

_LEXICON = """\
# Words that are added to attrib's lexicon `{name}`; all the others stay.
{groups}
schema: 1
name: {name}
stage: lexicon
language: en
why: Words that our pages use and attrib does not know.
source: The desk's own list.
groups:
  {group}: [{shown}]   # known already; put yours in their place, written as these are
"""

_HOUSE = """\
# A house style: what your newsroom switches, grades and words otherwise than attrib.  `house: {name}` in attrib.toml
# or `--house FILE` makes it hold; `attrib rules list` names the checks, `attrib explain CODE` their options.
schema: 1
name: {name}
stage: house
summary: "Our own style, laid over attrib's."
why: A newsroom knows best what it lets pass.
source: The desk's own style guide.
# extends: ap                   # begin with another house
switch_on: [AT303]              # checks that are off unless asked for
switch_off: [AT304]             # checks that nobody here wants
severity:
  AT301: error                  # error, warning or note
messages:
  AT302: "{{match}} describes nobody: say what the source does and how the source knows."
# options:
#   AT103: {{max_words: 30}}      # `attrib explain AT103` tells which there are
# words:                        # words of a lexicon, by group
#   loaded_cues:
#     add: {{mild: [purport]}}
examples:                       # `attrib rules test FOLDER` runs them; each shows something the house changes
  - text: |
      Experts said the wall was too thin.
    flags: {{AT301: error}}
  - text: |
      An aide to the minister said the deal was dead.
    flags: {{AT303: warning}}
  - text: |
      The deal is dead, said an aide who was not authorized to speak publicly.
    leaves: [AT304]
"""
