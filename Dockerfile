# attrib with its model, for places without a Python of their own:
#   docker build -t attrib . && docker run --rm --network none -v "$PWD:/stories:ro" attrib check .
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY rules rules
COPY attrib attrib
RUN python -m venv /opt/attrib \
    && /opt/attrib/bin/pip install --no-cache-dir --disable-pip-version-check . \
    && /opt/attrib/bin/python -c "import spacy, attrib.nlp; spacy.load(attrib.nlp.DEFAULT_MODEL)"

FROM python:3.12-slim
COPY --from=build /opt/attrib /opt/attrib
RUN useradd --create-home --uid 1000 attrib
USER 1000
WORKDIR /stories
# Stories are mounted to be read: results are kept elsewhere, and nowhere once the container is gone.
ENV PATH=/opt/attrib/bin:$PATH ATTRIB_CACHE_DIR=/tmp/attrib-cache
ENTRYPOINT ["attrib"]
CMD ["--help"]
