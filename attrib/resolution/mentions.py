"""Where the article names somebody or something: runs of capitalised words, their titles, ages and roles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from attrib.model import Article, CharSpan, Quotation
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.surroundings import Mention, Surroundings
from attrib.resolution.syntax import is_main, use_of
from attrib.resolution.words import Passage, Word, is_capital

SENTENCE_ENDS = frozenset(".!?:;)“”\"‘'’—–-(•*…[]|")

JOINERS = frozenset({"of", "for", "on", "and", "the", "&", "in"})
NEVER_NAMES = frozenset({"DET", "ADP", "SCONJ", "CCONJ", "PRON", "ADV", "AUX", "INTJ", "VERB", "NUM"})
LONGEST_RUN = 12
APOSTROPHES = frozenset({"’", "'"})


class MentionFinder:
    """Finds the mentions of one article; `without` says which sources of evidence to leave out (`persons.SOURCES`)."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        quotations: Sequence[Quotation],
        lexicons: Lexicons,
        without: Collection[str] = (),
    ) -> None:
        self._by_case = "case" not in without
        self.text = article.text
        self.lexicons, self.capitals = lexicons, lexicons.capitals
        self.parse = parse
        self._token_at = {start: index for index, start in enumerate(parse.starts) if not parse.masked[index]}
        self._surroundings = Surroundings(article.text, lexicons)
        self._labels = self._entity_labels() if "labels" not in without else {}
        self._quoted = sorted((quotation.inner for quotation in quotations), key=lambda span: span.start)

    def _entity_labels(self) -> dict[int, str]:
        out: dict[int, str] = {}
        for entity in self.parse.doc.ents:
            for index in range(entity.start, entity.end):
                out[index] = entity.label_
        return out

    def find(self, passages: Sequence[Passage]) -> list[Mention]:
        """Return the mentions of all `passages` in the order of the text."""
        lower: set[str] = set()
        inside: set[str] = set()
        for passage in passages:
            if passage.heading:
                continue
            for number, word in enumerate(passage.words):
                if word.text[0].islower():
                    names = inside if "-" in word.text and is_capital(word.text) else lower  # "al-Nuaimi"
                    names.add(word.lower)
                elif word.text[0].isupper() and number and passage.words[number - 1].text not in SENTENCE_ENDS:
                    inside.add(word.lower)
        out: list[Mention] = []
        for passage in passages:
            if not passage.heading:
                out.extend(self._in_passage(passage, lower, inside))
        if not self._by_case:
            out = [mention for mention in out if mention.label]
        self._mark_quoted(out)
        return out

    def _mark_quoted(self, mentions: list[Mention]) -> None:
        at = 0
        for mention in mentions:
            while at < len(self._quoted) and self._quoted[at].end <= mention.span.start:
                at += 1
            mention.quoted = at < len(self._quoted) and self._quoted[at].start <= mention.span.start

    def _in_passage(self, passage: Passage, lower: set[str], inside: set[str]) -> list[Mention]:
        words, out, at = passage.words, [], 0
        while at < len(words):
            if not is_capital(words[at].text) or words[at].lower in self.capitals["calendar"]:
                at += 1
                continue
            run = self._run_from(words, at)
            last = run[-1]
            opens = at == 0 or words[at - 1].text in SENTENCE_ENDS
            if (
                opens
                and not self._opens_title(words, run)
                and self._only_opens(words[at], lower, inside, alone=len(run) == 1)
            ):
                run = run[1:]
                while run and not is_capital(words[run[0]].text):
                    run = run[1:]
            if run:
                out.extend(self._mentions(words, run, passage.block))
            at = last + 1
        for one, following in pairwise(out):
            self._lend(one, following)
        return out

    def _lend(self, one: Mention, following: Mention) -> None:
        """Note that "Ana" may be a Ferrer in "Ana and Luis Ferrer"."""
        given = self.lexicons.gender_of_given_name
        if len(one.words) > 1 or len(following.words) < 2 or following.title or one.title or one.possessive:
            return
        joined = self.text[one.span.end : following.span.start].split() in (["and"], ["&"])
        if joined and given(one.words[0]) and given(following.words[0]):
            one.lent = tuple(word for word in following.words[1:] if len(word) > 1)

    def _opens_title(self, words: Sequence[Word], run: Sequence[int]) -> bool:
        """Whether a run starts with an office of two words: "Finance Minister Roe"."""
        pair = [words[index].lower for index in run[:2]]
        return len(run) > 2 and pair[0] in self.lexicons.titles["modifier"] and self.lexicons.is_title(pair[1])

    def _only_opens(self, word: Word, lower: set[str], inside: set[str], *, alone: bool) -> bool:
        """Whether `word` has its capital from the start of the sentence alone; `alone` where no name word follows."""
        if word.lower in self.capitals["opener"]:
            return True
        if not alone and (self.lexicons.is_title(word.lower) or word.lower in self.lexicons.titles["particle"]):
            return False  # "Judge Roe", though she is "the judge" elsewhere; "De la Cruz"
        if word.lower in inside and not (alone and self._qualifies(word)):
            return False
        if word.lower in lower:
            return True
        index = self._token_at.get(word.start, -1)
        if index < 0:
            return False
        pos = self.parse.doc[index].pos_
        return pos in NEVER_NAMES or (alone and pos in {"ADJ", "NOUN"} and index not in self._labels)

    def _qualifies(self, word: Word) -> bool:
        """Whether a word is an adjective of the next: "Human rights groups", though "Human Rights Watch" is a name."""
        index = self._token_at.get(word.start, -1)
        return index >= 0 and self.parse.doc[index].pos_ == "ADJ" and self.parse.doc[index].dep_ == "amod"

    def _run_from(self, words: Sequence[Word], at: int) -> list[int]:
        """Return the indices of the run of name words that starts at `at`."""
        run = [at]
        while len(run) < LONGEST_RUN and not words[run[-1]].possessive:
            last = run[-1]
            following = self._next_in_run(words, run, last)
            if not following:
                break
            run.extend(following)
        return run

    def _next_in_run(self, words: Sequence[Word], run: list[int], last: int) -> list[int]:
        after = last + 1
        if after >= len(words):
            return []
        if words[after].text == "." and words[after].start == words[last].end:
            if not (
                len(words[last].text) == 1
                or "." in words[last].text
                or words[last].lower in self.lexicons.titles["abbreviated"]
            ):
                return []
            after += 1
        elif (
            words[after].text == "," and after + 1 < len(words) and words[after + 1].lower in {"jr", "sr", "ii", "iii"}
        ):
            return [after + 1]
        elif words[after].text in APOSTROPHES and words[last].lower in self.lexicons.groups["plural"]:
            after += 1  # "Ferry Workers’ Federation"
            if after >= len(words) or not is_capital(words[after].text):
                return []
        if after >= len(words) or not self._touches(words[after - 1], words[after]):
            return []
        word = words[after]
        if is_capital(word.text):
            return [] if word.lower in self.capitals["calendar"] or word.text in {"A"} else [after]
        if after + 1 >= len(words) or not self._touches(word, words[after + 1]):
            return []
        titles = self.lexicons.titles
        if word.text.islower() and word.lower in titles["particle"]:
            return self._after_particles(words, after)
        if word.lower in JOINERS:
            return self._joined(words, run, after)
        return []

    def _after_particles(self, words: Sequence[Word], after: int) -> list[int]:
        """Return the indices of "van der Berg"."""
        target = after + 1
        while target < len(words) - 1 and words[target].lower in self.lexicons.titles["particle"]:
            target += 1
        return list(range(after, target + 1)) if is_capital(words[target].text) else []

    def _joined(self, words: Sequence[Word], run: list[int], after: int) -> list[int]:
        """Return the indices of `of the Foo`, where the run so far is such that a body's name goes on."""
        word = words[after].lower
        heads = self.lexicons.organisations["head"]
        if word == "&":
            pass
        elif word == "and":
            if not any(words[index].lower in {"of", "for"} for index in run):
                return []
        elif word in {"of", "for", "on"}:
            last = words[run[-1]].lower
            if last not in heads and last.rstrip("s") not in heads and not self.lexicons.is_title(last):
                return []
        else:
            return []
        target = after + 1
        if words[target].lower == "the" and target + 1 < len(words):
            target += 1
        if is_capital(words[target].text) and words[target].lower not in self.capitals["calendar"]:
            return [*range(after, target + 1)]
        return []

    @staticmethod
    def _touches(one: Word, other: Word) -> bool:
        """Whether two words stand side by side on one line."""
        gap = other.start - one.end - (2 if one.possessive else 0)
        return 0 <= gap <= 1

    def _mentions(self, words: Sequence[Word], run: list[int], block: int) -> list[Mention]:
        """Return the mention that a run holds, without its title; none for a bare title."""
        while run and words[run[0]].lower in {"the", "a", "an"}:
            run = run[1:]
        if not run:
            return []
        if self._is_bare_office([words[index].lower for index in run]):
            return []
        split = self._title_end(words, run)
        title, name = run[:split], run[split:]
        while len(title) > 1 and self.lexicons.is_courtesy(words[title[-1]].lower) and not self._may_hold(words, title):
            title = title[1:]  # "in California Mr Lee"
        if not name or not self._is_namelike(words, name, bool(title)):
            return []
        while len(name) > 2 and words[name[-1]].lower.replace(".", "") in self.lexicons.titles["after_name"]:
            name = name[:-1]  # "Ann Lee MP"
        first, last = name[0], name[-1]
        span = CharSpan(words[first].start, words[last].end)
        token = self._token_at.get(words[last].start, -1)
        mention = Mention(
            span=span,
            words=tuple(words[index].text for index in name),
            title=tuple(words[index].text for index in title),
            block=block,
            token=token,
            label=self._labels.get(token, ""),
            use=self._use(token),
            possessive=words[last].possessive,
        )
        mention.main = token >= 0 and mention.use == "subject" and is_main(self.parse.doc[token])
        if mention.possessive:
            mention.use = "possessive"
        for word in mention.title:
            mention.roles.add(word.lower())
        if title and self.lexicons.is_honorific(words[title[-1]].lower):
            mention.courtesy = self.text[words[title[-1]].start : words[first].start].strip()
        if title and not all(self.lexicons.is_honorific(words[index].lower) for index in title):
            held = title
            while self.lexicons.is_honorific(words[held[-1]].lower):
                held = held[:-1]  # "Judge Lord Farr" is a judge
            mention.descriptions.append(self.text[words[held[0]].start : words[held[-1]].end])
        self._surroundings.look_before(words, title[0] if title else name[0], mention)
        self._surroundings.look_after(words, run[-1] + 1, mention)
        if len(name) == 1:
            mention.taken_up = self._surroundings.taken_up(words, run[-1] + 1)
        return [mention]

    def _is_bare_office(self, run: list[str]) -> bool:
        """Whether capitalised words are an office without its holder: "Lord Chief Justice"."""
        titles = self.lexicons.titles
        if len(run) < 2 or run[-1] not in titles["office"] or self.lexicons.gender_of_given_name(run[-1]):
            return False
        if run[-2] not in titles["modifier"]:
            return False
        # "Lord Chief Justice", "Holm County Coroner", but not "Anna White Dean".
        return self.lexicons.gender_of_given_name(run[0]) == "" or run[-2] in titles["place_of_office"]

    def _may_hold(self, words: Sequence[Word], title: list[int]) -> bool:
        """Whether the first word of a title is one: "Judge Lord Farr", not "California Mr Farr"."""
        lower = words[title[0]].lower
        titles, organisations = self.lexicons.titles, self.lexicons.organisations
        return self.lexicons.is_title(lower) or any(
            lower in group for group in (titles["modifier"], titles["party"], organisations["demonym"])
        )

    def _title_end(self, words: Sequence[Word], run: list[int]) -> int:
        """Return how many words of the run are title rather than name."""
        lexicons = self.lexicons
        heads = lexicons.organisations["head"]
        # A body's name ends in a head noun whatever titles it holds: "Justice Department".
        ends_as_body = len(run) > 1 and words[run[-1]].lower in heads
        saint = words[run[0]].lower in {"saint", "st"}
        ends_as_body = ends_as_body and (saint or not lexicons.gender_of_given_name(words[run[-2]].lower))
        split = 0
        if not ends_as_body:
            for number in range(len(run) - 1):
                lower = words[run[number]].lower
                if not lexicons.is_title(lower):
                    continue
                if number and self._is_surname(lower, words[run[number - 1]].lower):
                    continue  # "Larry King Live", "Howard Dean Foundation"
                if number == 0 and self._is_given(lower, words[run[1]].lower, len(run)):
                    continue
                split = number + 1
        if split and words[run[split]].lower in JOINERS:
            split = self._after_office_of(words, run, split)
        if split == 0 and len(run) > 1:
            split = self._leading_adjectives(words, run)
        return split

    def _is_given(self, lower: str, following: str, length: int) -> bool:
        """Whether a title word is a given name here: "Dean Roe", but not "King Charles"."""
        gender = self.lexicons.gender_of_given_name
        return length == 2 and bool(gender(lower)) and not gender(following)

    def _is_surname(self, lower: str, previous: str) -> bool:
        """Whether a title word is a surname here, for it follows a given name."""
        lexicons = self.lexicons
        if not lexicons.gender_of_given_name(previous) or previous in lexicons.organisations["place"]:
            return False
        return lexicons.is_honorific(lower) or bool(lexicons.gender_of_given_name(lower))

    def _after_office_of(self, words: Sequence[Word], run: list[int], split: int) -> int:
        """Return where the name starts in "Secretary of State John Kerry"; the run's length where there is none."""
        for number in range(split + 2, len(run)):
            lower = words[run[number]].lower
            if number < len(run) - 1 and self.lexicons.gender_of_given_name(lower):
                return number
        # No known given name: the statistical name finder says where a person starts.
        for number in range(split + 2, len(run) - 1):
            token = self._token_at.get(words[run[number]].start, -1)
            if self._labels.get(token) == "PERSON" and self._labels.get(token - 1) != "PERSON":
                return number
        return len(run) if self.lexicons.is_title(words[run[split - 1]].lower) else 0

    def _leading_adjectives(self, words: Sequence[Word], run: list[int]) -> int:
        """Return how many words of "Republican Donald Trump" come before the name."""
        organisations, titles = self.lexicons.organisations, self.lexicons.titles
        for number in range(len(run) - 1):
            lower = words[run[number]].lower
            if not (
                lower in organisations["demonym"]
                or lower.removesuffix("s") in titles["party"]
                or lower in titles["modifier"]
            ):
                given = bool(self.lexicons.gender_of_given_name(lower))
                return number if given and len(run) - number > 1 else 0
        # "Republican Roe", but not "Labour Party"
        if len(run) == 2 and words[run[0]].lower in titles["was"]:
            return 1  # "Former Roe aide"
        member = len(run) == 2 and words[run[0]].lower in titles["party"]
        return int(member and self._labels.get(self._token_at.get(words[run[1]].start, -1)) == "PERSON")

    def _is_namelike(self, words: Sequence[Word], name: list[int], titled: bool) -> bool:
        lexicons = self.lexicons
        if len(name) > 1:
            return titled or not self._is_party_member([words[index].lower for index in name])
        lower = words[name[0]].lower
        if titled:  # "Mr. President" is nobody's name
            return lower not in lexicons.titles["addressed"]
        if lower in self.capitals["opener"] and lower != "may" and not lexicons.gender_of_given_name(lower):
            return False
        if lower == "may" and self._is_month(words, name[0]):
            return False
        if lower in lexicons.organisations["demonym"] or lower in lexicons.titles["party"]:
            return False
        if lower.endswith("s") and (
            lower in lexicons.groups["plural"]
            or lower[:-1] in lexicons.organisations["demonym"] | lexicons.titles["party"]
        ):
            return False
        return not (lexicons.is_title(lower) and not lexicons.gender_of_given_name(lower)) and len(lower) > 1

    def _is_party_member(self, name: list[str]) -> bool:
        """Whether words such as "South Carolina Republican" describe one member of a party."""
        organisations, titles = self.lexicons.organisations, self.lexicons.titles
        if name[-1] not in self.lexicons.person_nouns or name[-1] not in titles["party"]:
            return False
        before = name[:-1]
        if len(before) == 1 and not self.lexicons.gender_of_given_name(before[0]):
            return True  # "Top Democrat"
        return " ".join(before) in organisations["place"] or all(
            word in organisations["place"] or word in organisations["demonym"] or word in titles["modifier"]
            for word in before
        )

    @staticmethod
    def _is_month(words: Sequence[Word], at: int) -> bool:
        """Whether "May" is the month and no surname."""
        before = words[at - 1].lower if at else ""
        after = words[at + 1].text if at + 1 < len(words) else ""
        return before in {"in", "of", "since", "until", "by", "last", "next", "late", "early", "mid"} or after.isdigit()

    def _use(self, token: int) -> str:
        """Return how the phrase ending in `token` is used in its sentence."""
        return use_of(self.parse.doc[token]) if token >= 0 else "other"
