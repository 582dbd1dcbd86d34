"""Rows on the clipboard: text for WeChat, a table for Excel. Exactly what is shown."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData


def clip(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> QMimeData:
    """The rows as tab-separated text and as an HTML table whose cells a spreadsheet takes as text.

    Without that mark a spreadsheet turns a phone number into 1.38E+10 and runs a leading “=”.
    """
    from html import escape  # not needed before something is copied

    flat = [[_one_line(cell) for cell in row] for row in (titles, *rows)]
    data = QMimeData()
    data.setText("\n".join("\t".join(row) for row in flat) + "\n")
    head, *body = flat
    cells = [
        "<tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>",
        *(
            "<tr>"
            + "".join(f"<td style=\"mso-number-format:'\\@'\">{escape(cell)}</td>" for cell in row)
            + "</tr>"
            for row in body
        ),
    ]
    data.setHtml(f"<meta charset='utf-8'><table>{''.join(cells)}</table>")
    return data


def _one_line(text: str) -> str:
    """A cell without the characters that would start another cell or row."""
    return " ".join(text.replace("\t", " ").split("\n")).replace("\r", "")
