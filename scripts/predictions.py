#!/usr/bin/env python3
"""Turn `andu extract --jsonl` on standard input into the prediction files of an extraction yardstick.

usage: andu extract --jsonl FILE… | scripts/predictions.py OUTDIR

Writes OUTDIR/<name of the page without its ending>.json for every line.
"""
import json
import os
import sys

FIELDS = {
    "title": "title",
    "date": "publishedOn",
    "source": "source",
    "doc_number": "documentNumber",
    "index_number": "indexNumber",
    "issuer": "issuer",
    "issued_on": "issuedOn",
    "validity": "validity",
    "kind": "kind",
}
# The scorer knows three kinds of pages.
KINDS = {"article": "article", "list": "list", "home": "list"}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for line in sys.stdin:
        if not line.strip():
            continue
        page = json.loads(line)
        prediction = {name: page.get(key) for name, key in FIELDS.items()}
        prediction["kind"] = KINDS.get(page["kind"], "other")
        prediction["paragraphs"] = [p["text"] for p in page.get("paragraphs") or []]
        name = os.path.splitext(os.path.basename(page["path"]))[0]
        with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(prediction, file, ensure_ascii=False)


if __name__ == "__main__":
    main()
