"""Named entities as spaCy's own recogniser gives them, decided for all tokens of a Doc at once.

Outside an entity the recogniser's scores depend on the token alone, inside one on the token, the one before it and
the entity's first; so the tokens outside entities, most of an article, are scored by one multiplication.  spaCy goes
from token to token, and takes and gives back the interpreter's lock for each move it considers, which is most of its
time.  The moves, and what makes one possible, are those of `spacy/pipeline/_parser_internals/ner.pyx`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc

# What a state of the recogniser looks at: the token, the first of the open entity, the one before.
FEATURES = 3


@dataclass(frozen=True)
class Recogniser:
    """Does for a Doc without entities what the recogniser `component` does.

    `moves` are its moves in order, each with its kind (`B`, `I`, `L`, `U`, `O`) and label.
    """

    component: Any
    moves: tuple[tuple[str, str], ...]

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of `doc` and return it."""
        from spacy.tokens import Span

        if len(doc):
            spans = [Span(doc, first, last + 1, label=label) for first, last, label in self._spans(doc)]
            doc.set_ents(spans, default="outside")
        return doc

    def _spans(self, doc: Doc) -> list[tuple[int, int, str]]:
        """Return the first and last token of each entity, and its label."""
        import numpy as np

        tok2vec, lower, _ = self.component.model.layers
        # Row 0 stands for no token at all.
        features = lower.predict(tok2vec.predict([doc]))
        # No entity crosses the start of a sentence, nor the end of the text.
        ends = np.append(doc.to_array("SENT_START")[1:] == 1, [True])
        outside = self._outside(features, ends, doc.to_array("IS_SPACE") == 1)
        inside = _Inside(self, features)
        out, index = [], 0
        for start in np.flatnonzero(outside != self._nothing).tolist():
            if start < index:
                continue  # a token of the entity before
            kind, label = self.moves[int(outside[start])]
            index = start + 1
            while kind == "B" and not ends[index] and inside.goes_on(start, index, label):
                index += 1
            last = start if kind == "U" else index
            out.append((start, last, label))
            index = last + 1
        return out

    @property
    def _nothing(self) -> int:
        return self.moves.index(("O", ""))

    def _outside(self, features: np.ndarray, ends: np.ndarray, blank: np.ndarray) -> np.ndarray:
        """Return the best move at each token if no entity is open there."""
        import numpy as np

        _, lower, upper = self.component.model.layers
        pad = features[0]
        # Summed in the recogniser's order: its rounding is ours.
        hidden = features[1:, 0] + pad[1] + pad[2] + lower.get_param("b")
        scores = hidden.max(axis=-1) @ upper.get_param("W").T + upper.get_param("b")
        kinds = np.array([kind for kind, _ in self.moves])
        scores[:, ~np.isin(kinds, ["B", "U", "O"])] = -np.inf
        scores[np.ix_(ends, kinds == "B")] = -np.inf
        scores[np.ix_(blank, kinds != "O")] = -np.inf
        best: np.ndarray = scores.argmax(axis=1)
        return best


class _Inside:
    """Decides at each token of an open entity whether it goes on after it."""

    def __init__(self, recogniser: Recogniser, features: np.ndarray) -> None:
        _, lower, upper = recogniser.component.model.layers
        self._features = features
        self._bias = lower.get_param("b")
        self._weights, self._added = upper.get_param("W"), upper.get_param("b")
        self._rows = {move: number for number, move in enumerate(recogniser.moves)}

    def goes_on(self, start: int, index: int, label: str) -> bool:
        """Whether token `index`, of the entity that begins at `start`, is not its last."""
        features = self._features
        hidden = (features[index + 1, 0] + features[start + 1, 1] + features[index, 2] + self._bias).max(axis=-1)
        first, second = self._rows["I", label], self._rows["L", label]
        on, end = (float(self._weights[row] @ hidden + self._added[row]) for row in (first, second))
        return on > end or (on == end and first < second)


def quick_recogniser(component: Any) -> Recogniser | None:
    """Return what does the work of spaCy's recogniser `component`, or `None` where it is not of the known make."""
    from spacy.pipeline import EntityRecognizer

    if type(component) is not EntityRecognizer or component.cfg.get("beam_width") != 1 or component.postprocesses:
        return None
    model = component.model
    if len(model.layers) != 3 or not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
        return None
    lower = model.layers[1]
    if lower.get_dim("nF") != FEATURES or lower.get_dim("nP") < 2:
        return None
    names = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
    moves = tuple((kind, label) for kind, _, label in (name.partition("-") for name in names))
    labels = {label for _, label in moves if label}
    if ("O", "") not in moves or any((kind, label) not in moves for kind in "BILU" for label in labels):
        return None
    return Recogniser(component, tuple(move if move != ("U", "") else ("-", "") for move in moves))
