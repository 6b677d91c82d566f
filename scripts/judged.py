#!/usr/bin/env python3
"""judged.py [ANDU] [--details]: measures `andu search` on the judged queries of fixtures/queries,
over an archive of fixtures/pages, fixtures/import and fixtures/queries/documents.jsonl, and prints
a line for each kind of query.

A ranking has nDCG@10, where a `best` answer gains 3 and a `good` one 1, and the reciprocal rank of
the first `best` one among ten; an exact set counts as 1 when what is found is that set, else as 0.
fixtures/queries/README.md has the form. With --details each query below 1 is a line, with what was
found. Python's standard library only.
"""

import hashlib
import json
import math
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
IMPORTS = [FIXTURES / "import/documents.jsonl", FIXTURES / "queries/documents.jsonl"]
QUERIES = FIXTURES / "queries/queries.jsonl"
GAINS = {"best": 3, "good": 1}
# Of documents whose titles are sought the paragraphs do not matter.
OF_DOCUMENTS = "titles"
# More than there are paragraphs.
ALL = 10_000


def json_lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def built(andu, archive):
    shutil.rmtree(archive, ignore_errors=True)
    archive.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([andu, "init", archive], capture_output=True, check=True)
    pages = sorted(FIXTURES.glob("pages/*/source.*"))
    subprocess.run(
        [andu, "add", "--quiet", "--archive", archive, *pages], capture_output=True, check=True)
    for documents in IMPORTS:
        subprocess.run([andu, "import", "--quiet", "--archive", archive, documents], check=True)
    return archive


def places(andu, archive):
    """(id, texts of the paragraphs) of each document, by the name that the judgements use:
    a page's folder, an imported document's `doc_id`, or its title where it has none."""
    folders = {hashlib.sha256(page.read_bytes()).hexdigest(): page.parent.name
               for page in FIXTURES.glob("pages/*/source.*")}
    given = {document.get("doc_id") for path in IMPORTS for document in json_lines(path)}
    export = subprocess.run(
        [andu, "export", "--archive", archive], capture_output=True, check=True).stdout
    named = {}
    for document in map(json.loads, export.splitlines()):
        id = document["doc_id"]
        name = folders.get(document["sha256"]) or (id if id in given else document["title"])
        named[name] = id, [paragraph["text"] for paragraph in document["paragraphs"]]
    return named


def resolved(place, named):
    """The (id, number) of `[document, beginning of its paragraph]`, the (id,) of `[document]`."""
    id, texts = named[place[0]]
    if len(place) == 1:
        return (id,)
    numbers = [number for number, text in enumerate(texts, 1) if text.startswith(place[1])]
    if len(numbers) != 1:
        raise ValueError(f"{len(numbers)} paragraphs of {place[0]} begin with {place[1]!r}")
    return id, numbers[0]


def options(query):
    """Every copy belongs to an exact set; of a ranking one result stands for all."""
    return tuple(query.get("options", [])) + (("--duplicates",) if "exactly" in query else ())


def answers(andu, archive, queries):
    """All that is found, full matches first, by the query's id."""
    found = {}
    for given in sorted({options(query) for query in queries}):
        lines = "".join(f"{query['id']}\t{query['query']}\n" for query in queries
                        if options(query) == given)
        run = subprocess.run(
            [andu, "search", "--batch", "-", "--jsonl", "-n", str(ALL), "--archive", archive,
             *given], input=lines.encode(), capture_output=True, check=True)
        for answer in map(json.loads, run.stdout.splitlines()):
            found[answer["id"]] = answer["passages"]
    return found


def ranking_figures(ranked, gains):
    """nDCG@10 and the reciprocal rank of the first of the best, of places with their gains."""
    def discounted(values):
        return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(values[:10]))

    got = [gains.get(place, 0) for place in ranked]
    ideal = sorted(gains.values(), reverse=True)
    first = next((rank for rank, gain in enumerate(got[:10], 1) if gain == GAINS["best"]), None)
    return {"nDCG@10": discounted(got) / discounted(ideal), "MRR@10": 1 / first if first else 0.0}


def judged(query, passages, named):
    """The figures of one query, and what was found, in words."""
    if "exactly" in query:
        wanted = {resolved(place, named) for place in query["exactly"]}
        got = {(passage["document"], passage["number"])
               for passage in passages if not passage["missing"]}
        words = f"lacks {sorted(wanted - got)}, has too many {sorted(got - wanted)}"
        return {"exact": float(wanted == got)}, words
    gains = {resolved(place, named): gain
             for grade, gain in GAINS.items() for place in query.get(grade, [])}
    ranked = [(passage["document"], passage["number"]) for passage in passages]
    if query["id"].startswith(OF_DOCUMENTS):
        ranked = [(id,) for id in dict.fromkeys(id for id, _ in ranked)]
    first = f"{passages[0]['reference']} {passages[0]['text'][:40]}" if passages else "nothing"
    best = [rank for rank, place in enumerate(ranked, 1) if gains.get(place) == GAINS["best"]]
    return ranking_figures(ranked, gains), f"best at {best}; first is {first}"


def measure(andu, work, details=False):
    """Yields (kind, figure, mean over its queries) for each kind of query."""
    archive = built(andu, work / "judged")
    named = places(andu, archive)
    queries = json_lines(QUERIES)
    found = answers(andu, archive, queries)
    kinds = {}
    for query in queries:
        figures, words = judged(query, found[query["id"]], named)
        if details and min(figures.values()) < 1:
            values = " ".join(f"{value:.3f}" for value in figures.values())
            print(f"  {query['id']:14} {values}  {query['query']}: {words}")
        for figure, value in figures.items():
            kind = query["id"].rsplit("-", 1)[0]
            kinds.setdefault(kind, {}).setdefault(figure, []).append(value)
    for kind, figures in kinds.items():
        for figure, values in figures.items():
            yield kind, figure, sum(values) / len(values)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--details"]
    andu = pathlib.Path(arguments[0] if arguments else ROOT / ".build/release/andu").resolve()
    for kind, figure, value in measure(andu, ROOT / ".build/quality", "--details" in sys.argv):
        print(f"{kind:15} {figure:20} {value:8.4f}")


if __name__ == "__main__":
    main()
