"""Reads files as the app does: CSV and the like of any encoding, workbooks, JSON, Parquet (needs pyarrow). `plan.json` says how."""
import csv
import json
import pathlib

import numpy as np
import pandas as pd

PLAN = json.loads((pathlib.Path(__file__).parent / "plan.json").read_text(encoding="utf-8"))
MISSING = {"", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "#N/A", "?", "-", "\u2014", "\u65e0"}


def read(path):
    """A file as a table of text cells, missing ones as None; columns by the names in the file."""
    path, given = pathlib.Path(path), PLAN["read"]
    kind = path.suffix.lower()
    if kind in (".xlsx", ".xls", ".ods"):
        cells = pd.read_excel(path, sheet_name=given.get("sheet", 0), dtype=object, keep_default_na=False, header=None)
        table = titled([[text_of(cell) for cell in row] for row in cells.itertuples(index=False)], given)
    elif kind in (".json", ".jsonl", ".ndjson"):
        rows = [flat(row) for row in objects(decode(path.read_bytes(), given.get("encoding")))]
        names = list(dict.fromkeys(name for row in rows for name in row))
        body = [[text_of(row.get(name)) for name in names] for row in rows]
        table = pd.DataFrame([row for row in body if any(row)], columns=unique(names), dtype=object)
    elif kind == ".parquet":
        cells = pd.read_parquet(path).astype(object)
        table = each(cells.set_axis(unique([str(name) for name in cells.columns]), axis=1), text_of)
    else:
        text = decode(path.read_bytes(), given.get("encoding"))
        delimiter = given.get("delimiter") or guess_delimiter(text)
        table = titled([list(row) for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter)], given)
    words = (MISSING | set(given.get("missing", []))) - set(given.get("notMissing", [])) | {""}
    cells = each(table, str.strip).astype(object)
    return cells.where(~cells.isin(words), None)


def each(table, change):
    """A table with every cell changed; pandas has called this by two names."""
    return (getattr(pd.DataFrame, "map", None) or pd.DataFrame.applymap)(table, change)


def titled(rows, given):
    """Rows of texts as a table. What stands above the first row that names all columns of the model is passed over."""
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if given.get("header", True):
        fields = [*PLAN["factors"], PLAN["target"]]
        named = lambda row: all({field["name"], *field["from"]} & {cell.strip() for cell in row} for field in fields)
        top = next((k for k, row in enumerate(rows[:50]) if named(row)), 0)
        names, rows = unique([cell.strip() for cell in rows[top]]), rows[top + 1 :]
    else:
        names = ["column %d" % (k + 1) for k in range(len(rows[0]))]
    body = [row[: len(names)] + [""] * (len(names) - len(row)) for row in rows]
    return pd.DataFrame(body, columns=names, dtype=object)


def objects(text):
    """The objects of a JSON array, or of JSON lines."""
    if text.lstrip("\ufeff \r\n\t").startswith("["):
        return json.loads(text.lstrip("\ufeff"))
    return [json.loads(line) for line in text.lstrip("\ufeff").splitlines() if line.strip()]


def flat(row, before=""):
    """An object without objects inside: those become names such as `address.city`."""
    found = {}
    for name, value in row.items():
        found.update(flat(value, before + name + ".") if isinstance(value, dict) else {before + name: value})
    return found


def text_of(cell):
    """A typed cell as the text that a file of texts would hold."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, np.ndarray):
        cell = cell.tolist()
    if isinstance(cell, (list, dict)):
        return json.dumps(cell, ensure_ascii=False, separators=(",", ":"))
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, (bool, np.bool_)):
        return str(bool(cell)).lower()
    if isinstance(cell, (float, np.floating)) and float(cell).is_integer():
        return str(int(cell))
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


def decode(data, encoding=None):
    if encoding:
        return data.decode(encoding)
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name)
    for name in ("utf-8", "gb18030", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def guess_delimiter(text):
    try:
        return csv.Sniffer().sniff(text[:65536], delimiters=",;\t|").delimiter
    except csv.Error:
        return ","


def unique(names):
    """Header names, a second one of the same name numbered."""
    taken = set()
    for k, name in enumerate(names):
        own, n = name or "column %d" % (k + 1), 1
        while own in taken:
            n += 1
            own = "%s (%d)" % (name, n)
        taken.add(own)
        names[k] = own
    return names
