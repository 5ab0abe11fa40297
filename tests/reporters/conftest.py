from __future__ import annotations

import pytest
from support.samples import TEXT, again_finding, article_of, berg_relation, open_relation

from attrib.model import ArticleReport


@pytest.fixture
def report() -> ArticleReport:
    return ArticleReport(article_of(TEXT), (berg_relation(), open_relation()), (again_finding(),))
