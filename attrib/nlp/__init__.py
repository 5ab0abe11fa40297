"""The spaCy pipeline, and the way from its tokens back to the article's characters."""

from attrib.nlp.parse import Mask, Parse
from attrib.nlp.pipeline import DEFAULT_MODEL, Pipeline, load_pipeline, use_one_thread

__all__ = ["DEFAULT_MODEL", "Mask", "Parse", "Pipeline", "load_pipeline", "use_one_thread"]
