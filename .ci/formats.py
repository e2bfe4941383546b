#!/usr/bin/env python3
"""Compares what a validator reads of documents with what it reads of the PDFs made of them.

usage: formats.py VALIDATE FOLDER
FOLDER has a folder for each document, with `original.*` and its PDFs. Prints a line for each PDF that differs and the sums by the
program that made it. Exit status 1 if any number is another one.
"""
import collections, glob, json, os, subprocess, sys

validate, folder = sys.argv[1:]


def cells(path):
    done = subprocess.run([validate, "--format", "json", path], capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[0])["cells"] if done.stdout else {}
    return {cell: (entry["state"], entry.get("value")) for cell, entry in found.items() if entry["state"] != "absent"}


totals = collections.defaultdict(collections.Counter)
for document in sorted(os.listdir(folder)):
    originals = glob.glob(f"{folder}/{document}/original.*")
    if not originals:
        continue
    want = cells(originals[0])
    for pdf in sorted(glob.glob(f"{folder}/{document}/*.pdf")):
        maker = os.path.basename(pdf)[: -len(".pdf")]
        have = cells(pdf)
        right = sum(have.get(cell) == state for cell, state in want.items())
        wrong = [cell for cell, (state, _) in have.items() if state in ("count", "amount") and want.get(cell) != have[cell]]
        totals[maker].update(documents=1, whole=right == len(want), cells=len(want), right=right, wrong=len(wrong))
        if right < len(want) or wrong:
            print(f"{document} {maker}: {right} of {len(want)} cells, wrong: {' '.join(wrong) or 'none'}")
for maker, total in sorted(totals.items()):
    print(f"{maker}: {total['documents']} documents, {total['whole']} whole; cells {total['right']}/{total['cells']}, wrong {total['wrong']}")
sys.exit(any(total["wrong"] for total in totals.values()))
