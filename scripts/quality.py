#!/usr/bin/env python3
"""quality.py [SHARED] [--extraction PROGRAM] [--pages]: measures Andu on the judged queries of
fixtures/queries and on the yardsticks in SHARED/measure, and holds the figures against
fixtures/quality/floors.json. Ends with 1 when one is below its floor.

Judged queries: scripts/judged.py. Extraction: `andu extract` against gold. Exact answers: the
queries whose answer is an exact set of paragraphs, over an import of the corpus they were drawn
from. Ranking: what `andu search` puts first without any option, over the same imports. Copies: what
`andu dups` finds of copies made from the corpora, and what it joins that is none. What is not there
is skipped by name. Needs the release build, or with --extraction only the program named, which then
is measured on extraction alone. With --pages each page that is not perfect is a line, with what is
wrong. Python's standard library only.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import time

import copies
import judged

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASE = ROOT / ".build/release"
WORK = ROOT / ".build/quality"
FLOORS = json.loads((ROOT / "fixtures/quality/floors.json").read_text())
EXACT_SETS = {"ki_phrase": ["--quoted"], "ki_and": []}
# The corpus of each; the answers to some are documents.
RANKED_SETS = {"stard": "stard", "lawscene": "stard", "lawnav": "stard", "ncpqa": "gov",
               "ki_para": "gov", "ki_mixed": "gov", "ki_title": "gov"}
DOCUMENT_SETS = {"ki_title"}
VALUES = ["title", "date", "source", "doc_number", "index_number", "issuer", "issued_on", "validity"]
failures = 0
shows_pages = False


def judge(name, figure, value, floor, is_ceiling=False):
    global failures
    is_good = value <= floor if is_ceiling else value >= floor
    if not is_good:
        failures += 1
    bound = "at most" if is_ceiling else "at least"
    print(f"{name:15} {figure:20} {value:8.4f}  {bound} {floor:.4f}{'' if is_good else '  MISSED'}")


def extraction(measure, name, program=RELEASE / "andu"):
    pages = sorted((measure / name / "pages").glob("*"))
    if not pages:
        print(f"{name:15} skipped: {measure / name} is not there")
        return
    predictions = WORK / name
    shutil.rmtree(predictions, ignore_errors=True)
    predictions.mkdir(parents=True)
    lines = subprocess.run(
        [program, "extract", "--jsonl", *pages], capture_output=True, check=True).stdout
    subprocess.run(
        [sys.executable, ROOT / "scripts/predictions.py", predictions], input=lines, check=True)
    scores = WORK / f"{name}.json"
    subprocess.run(
        [sys.executable, measure / "extraction/score.py", predictions, measure / name, "--json",
         scores], capture_output=True, check=True)
    scores = json.loads(scores.read_text())
    if shows_pages:
        show_pages(scores, predictions, measure / name / "gold")
    macro = scores["macro"]
    macro["negatives"] = macro["neg_ok"]
    floors = dict(FLOORS[name])
    ceilings = floors.pop("worst", {})
    for figure, floor in floors.items():
        judge(name, figure, macro[figure], floor)
    for figure, ceiling in ceilings.items():
        judge(name, figure, macro[figure], ceiling, is_ceiling=True)


def show_pages(scores, predictions, gold):
    """A line for each page below 1: what it scored, values wanted and got, furniture that leaked."""
    for row in sorted(scores["rows"], key=lambda row: (row["F4"], row["parF"], row["id"])):
        page = f"{row['id']}.json"
        wanted = json.loads((gold / page).read_text())
        got = json.loads((predictions / page).read_text()) if (predictions / page).exists() else {}
        wrong = [f"{figure} {row[figure]:.3f}" for figure in ("F4", "parF") if row[figure] < 1]
        wrong += [f"{name} {wanted[name]!r} but got {got.get(name)!r}"
                  for name in VALUES if row.get(name) == 0]
        if row.get("doc_number_invented"):
            wrong.append(f"doc_number invented {got.get('doc_number')!r}")
        if got.get("kind") in ("list", "other"):
            wrong.append(f"kind {got['kind']}")
        elif row["leak"]:
            text = "".join("".join(got.get("paragraphs", [])).split())
            wrong += [f"leak {string!r}" for string in wanted["boiler"]
                      if "".join(string.split()) in text]
        if wrong:
            print(f"  {row['id']:24} " + "; ".join(wrong))
    for page, is_good in scores["neg"]:
        if not is_good:
            print(f"  {page:24} no article, but text came out")


def search(measure):
    ranking = measure / "ranking"
    archives = {}
    for name in ("stard", "gov"):
        corpus = ranking / name / "corpus.jsonl.gz"
        if corpus.exists():
            archives[name] = imported(name, corpus)
        else:
            print(f"{name:15} skipped: {corpus} is not there")
    for name, options in EXACT_SETS.items():
        if "gov" in archives:
            options = ["--literal", "--all", "-k", "10000000", *options]
            answers(ranking / name, archives["gov"], options, ["--set"])
    for name, corpus in RANKED_SETS.items():
        if corpus in archives:
            of_documents = name in DOCUMENT_SETS
            answers(ranking / name, archives[corpus], ["--documents"] if of_documents else [],
                    ["--doc"] if of_documents else [])


def judged_here():
    for kind, figure, value in judged.measure(RELEASE / "andu", WORK):
        judge(kind, figure, value, FLOORS["judged"][kind][figure])


def copied(shared):
    for name, figure, value, is_ceiling in copies.measure(RELEASE / "andu", shared, WORK):
        floors = FLOORS[name]["worst"] if is_ceiling else FLOORS[name]
        judge(name, figure, value, floors[figure], is_ceiling)


def imported(name, corpus):
    archive = WORK / name
    shutil.rmtree(archive, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    subprocess.run([RELEASE / "andu", "init", archive], capture_output=True, check=True)
    start = time.monotonic()
    subprocess.run(
        [RELEASE / "andu", "import", "--quiet", "--archive", archive, corpus], check=True)
    print(f"{name:15} {'import, seconds':20} {time.monotonic() - start:8.1f}")
    return archive


def answers(queries, archive, options, evaluation):
    """Answers a set of queries and holds what its evaluation says against the floors."""
    run = WORK / f"{queries.name}.run"
    with run.open("wb") as output:
        subprocess.run(
            [RELEASE / "andu-bench", "run", archive, queries / "queries.dev.tsv", *options],
            stdout=output, check=True)
    words = subprocess.run(
        [sys.executable, queries.parent / "eval.py", run, queries / "qrels.dev.tsv", *evaluation],
        capture_output=True, check=True, text=True).stdout.split()
    for figure, floor in FLOORS[queries.name].items():
        judge(queries.name, figure, float(words[words.index(figure) + 1]), floor)


def main():
    global shows_pages
    arguments = sys.argv[1:]
    shows_pages = "--pages" in arguments
    arguments = [argument for argument in arguments if argument != "--pages"]
    program = None
    if "--extraction" in arguments:
        place = arguments.index("--extraction")
        program = pathlib.Path(arguments[place + 1]).resolve()
        del arguments[place:place + 2]
    shared = pathlib.Path(arguments[0] if arguments else "../shared").resolve()
    measure = shared / "measure"
    for name in ("extraction", "extraction-gov"):
        extraction(measure, name, program or RELEASE / "andu")
    if program is None:
        judged_here()
        search(measure)
        copied(shared)
    if failures:
        sys.exit(f"quality: {failures} below the floors of fixtures/quality/floors.json")


if __name__ == "__main__":
    main()
