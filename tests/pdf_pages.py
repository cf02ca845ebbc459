"""Small PDF files made by hand, with a text layer, without one, or locked."""

import io
from collections.abc import Sequence

from pypdf import PdfWriter

LEADING = 14


def make_pdf(pages: Sequence[Sequence[str]], title: str | None = None) -> bytes:
    """Return a PDF whose pages have these lines; an empty line leaves room."""
    kids = [4 + 2 * number for number in range(len(pages))]
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    for kid, lines in zip(kids, pages, strict=True):
        stream = _drawn(lines)
        objects[kid] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {kid + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects[kid + 1] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    info = max(objects) + 1
    objects[info] = f"<< /Title ({_escaped(title or '')}) >>"
    return _written(objects, info)


def _drawn(lines: Sequence[str]) -> str:
    shown = "\n".join(f"({_escaped(line)}) Tj 0 -{LEADING} Td" for line in lines)
    return f"BT /F1 11 Tf 60 780 Td\n{shown}\nET"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _written(objects: dict[int, str], info: int) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number in sorted(objects):
        places.append(len(made))
        made += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    tail += f"trailer << /Size {size} /Root 1 0 R /Info {info} 0 R >>\n"
    return made + f"{tail}startxref\n{len(made)}\n%%EOF\n".encode()


def locked(pdf: bytes, user_password: str) -> bytes:
    """Return a PDF that opens with this password; with none it is only kept from changes."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt(user_password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
