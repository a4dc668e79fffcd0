"""Tables that come in and go out: CSV, XLSX and the tables of a DOCX.

What comes in is hostile until it was looked at: nothing is unpacked beyond its bounds, no formula is taken for a value,
and whatever is refused is refused in a sentence, whole. What goes out opens without a warning and runs nothing.
"""

from wgtool.kernel.sheets.answers import csv_answer, json_answer, text_answer, xlsx_answer
from wgtool.kernel.sheets.bounds import MOST_COLUMNS, MOST_ROWS, Unreadable
from wgtool.kernel.sheets.reading import grid, pasted, written
from wgtool.kernel.sheets.writing import Column, Sheet, Term, Value, coded, csv_of, json_of, safe, term, xlsx_of

__all__ = [
    "MOST_COLUMNS", "MOST_ROWS", "Column", "Sheet", "Term", "Unreadable", "Value", "coded", "csv_answer", "csv_of", "grid", "json_answer", "json_of",
    "pasted", "safe", "term", "text_answer", "written", "xlsx_answer", "xlsx_of",
]  # fmt: skip
