"""The report: one page of HTML that needs nothing else, with the copy, its speakers, findings and source ledger."""

from attrib.reporters.report.page import HtmlReport

__all__ = ["HtmlReport"]
