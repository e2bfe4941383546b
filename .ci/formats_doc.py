#!/usr/bin/env python3
"""Scores the cells that a validator reads of converted documents against the corpus's truth.

usage: formats_doc.py VALIDATE CORPUS FOLDER      FOLDER holds NAME.EXTENSION for documents NAME.* of CORPUS

Prints a line for each document that is not wholly right and the sums. Exit status 1 if a number is wrong or invented.
"""
import json, pathlib, subprocess, sys


def number(text):
    text = "".join(c for c in str(text).replace(",", "") if c.isdigit() or c in "+-.")
    try:
        return float(text)
    except ValueError:
        return None


def wanted(corpus, name):
    """The true cells as {address: (state, number)}; nothing if the corpus has no truth for the document."""
    found = [corpus / "dev/truth" / f"{name}.json", *corpus.glob(f"*/{name}.truth.json"), *corpus.glob(f"*/{name}.html.truth.json")]
    found = [path for path in found if path.exists()]
    if not found:
        return None
    cells = json.loads(found[0].read_text("utf-8"))["cells"]
    return {cell: entry for cell, value in cells.items() if (entry := true_state(value))}


def true_state(value):
    """The state and the number of a cell, which is told as an object with both or as the value alone; nothing if it is in doubt."""
    if isinstance(value, dict) and "state" in value:
        return None if value["state"] == "absent" else (value["state"], number(value.get("value")))
    if isinstance(value, dict) or value == "?":
        return None
    return ("blank" if value is None else "count" if number(value) is not None else "not-applicable", number(value))


def main():
    validate, corpus, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    sums = {"documents": 0, "right": 0, "wanted": 0, "wrong": 0, "invented": 0}
    for path in sorted(folder.iterdir()):
        want = wanted(corpus, path.stem)
        if want is None:
            continue
        done = subprocess.run([validate, "--format", "json", str(path)], capture_output=True, text=True)
        lines = done.stdout.splitlines()
        got = json.loads(lines[0])["cells"] if lines else {}
        filled = {cell: number(entry["value"]) for cell, entry in got.items() if entry["state"] in ("count", "amount")}
        right = wrong = invented = 0
        for cell, (state, value) in want.items():
            if state in ("count", "amount"):
                right += filled.get(cell) == value
                wrong += cell in filled and filled[cell] != value
            else:
                right += cell not in filled and cell in got
                invented += cell in filled
        invented += sum(cell not in want for cell in filled)
        for key, more in {"documents": 1, "right": right, "wanted": len(want), "wrong": wrong, "invented": invented}.items():
            sums[key] += more
        if right < len(want) or wrong or invented:
            print(f"{path.name}: {right} of {len(want)} cells, {wrong} wrong, {invented} invented {done.stderr.strip()}")
    print(", ".join(f"{key} {value}" for key, value in sums.items()))
    sys.exit(bool(sums["wrong"] or sums["invented"] or not sums["documents"]))


main()
