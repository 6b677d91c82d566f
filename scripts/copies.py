#!/usr/bin/env python3
"""copies.py SHARED [ANDU] [--details]: measures how well `andu dups` finds copies of documents, on pairs made from the laws and
policy texts in SHARED/measure/ranking, and prints a line for each figure.

For each way in which a copy differs from its original, documents are drawn and copied so; originals and copies are
imported together with all other documents. `recall` is the share of copies that come out in a group with their
original. False pairs are counted among the documents as they are: pairs of laws of one kind, drawn at random, and
the pages in SHARED/seeds. Everything is drawn from one seed. Python's standard library only.
"""

import gzip
import json
import pathlib
import random
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
COPIES_OF_A_WAY = 60
# Of fewer letters `andu dups` takes only what is the same to the letter.
SHORTEST = 250
RANDOM_PAIRS = 1000
FILLERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
NOTICE = [
    "各县（市、区）人民政府，市政府各部门、各直属机构：",
    "现将《{title}》转发给你们，请结合本地区、本部门实际，认真贯彻执行。执行中遇到的问题，请及时向市政府办公室反映。",
]
SIGNATURE = ["云溪市人民政府办公室", "2025年3月18日", "（此件公开发布）"]
HEADER = ["信息来源：云溪市司法局　发布时间：2025-03-18　浏览次数：128", "【字体：大 中 小】　打印　分享"]


def edited(text, share, draw):
    """Each character is left out, replaced, or followed by another, with this probability."""
    result = []
    for character in text:
        if draw.random() >= share:
            result.append(character)
            continue
        way = draw.randrange(3)
        if way:
            result.append(draw.choice(FILLERS))
        if way == 2:
            result.append(character)
    return "".join(result)


def edits(share):
    return lambda copy, draw: copy.update(
        paragraphs=[edited(text, share, draw) for text in copy["paragraphs"]])


def is_history(text):
    """Laws name their amendments at the beginning; a copy without the last is the law before it."""
    return len(text) < 200 and text.lstrip("（( ")[:2].isdigit()


def fewer_paragraphs(copy, draw):
    """A tenth of the text is left out, whole paragraphs of it."""
    texts = copy["paragraphs"]
    room = sum(map(len, texts)) // 10
    dropped = set()
    for index in draw.sample(range(len(texts)), len(texts)):
        if len(texts[index]) <= room and not is_history(texts[index]):
            room -= len(texts[index])
            dropped.add(index)
    copy["paragraphs"] = [text for index, text in enumerate(texts) if index not in dropped]


def more_paragraphs(copy, draw):
    """A tenth as much is added, paragraphs of other documents."""
    texts = list(copy["paragraphs"])
    room = sum(map(len, texts)) // 10
    for text in draw.sample(copy["others"], min(40, len(copy["others"]))):
        if len(text) <= room and not is_history(text):
            room -= len(text)
            texts.insert(draw.randrange(len(texts) + 1), text)
    copy["paragraphs"] = texts


def other_title(copy, draw):
    title = copy["title"].strip()
    copy["title"] = draw.choice(
        [f"转发：{title}", f"{title}_云溪要闻", f"关于印发《{title}》的通知", f"{title}（全文）",
         f"云溪发布 | {title}"])


def header(copy, draw):
    other_title(copy, draw)
    copy["paragraphs"] = HEADER + copy["paragraphs"] + ["扫一扫在手机打开当前页"]


def wrapper(copy, draw):
    title = copy["title"].strip()
    copy["title"] = f"云溪市人民政府办公室关于转发《{title}》的通知"
    copy["paragraphs"] = (
        [text.format(title=title) for text in NOTICE] + SIGNATURE + [title] + copy["paragraphs"])


def one_line(copy, draw):
    """Line breaks are lost, marks are narrow."""
    text = "".join(copy["paragraphs"])
    copy["paragraphs"] = [text.translate(str.maketrans("，：；（）", ",:;()"))]


def all_of_it(copy, draw):
    edits(0.04)(copy, draw)
    fewer_paragraphs(copy, draw)
    wrapper(copy, draw)


WAYS = {
    "edits 1 %": edits(0.01), "edits 5 %": edits(0.05), "edits 10 %": edits(0.10),
    "fewer paragraphs": fewer_paragraphs, "more paragraphs": more_paragraphs,
    "other title": other_title, "header": header, "wrapper": wrapper, "one line": one_line,
    "all of it": all_of_it,
}


def groups(andu, archive):
    run = subprocess.run(
        [andu, "dups", "--jsonl", "--archive", archive], capture_output=True, check=False)
    return [[document["document"] for document in json.loads(line)["documents"]]
            for line in run.stdout.splitlines()]


def made(andu, archive):
    shutil.rmtree(archive, ignore_errors=True)
    archive.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([andu, "init", archive], capture_output=True, check=True)
    return archive


def imported(andu, archive, documents):
    lines = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    subprocess.run(
        [andu, "import", "--quiet", "--archive", made(andu, archive), "-"],
        input=lines.encode(), capture_output=True, check=True)
    return archive


def corpus_figures(andu, name, corpus, work, details):
    """Recall of each way, and the false pairs of laws of one kind."""
    draw = random.Random(f"copies of {name}")
    with gzip.open(corpus, "rt") as lines:
        documents = [json.loads(line) for line in lines]
    fit = [document for document in documents
           if sum(map(len, document["paragraphs"])) >= SHORTEST and document["title"].strip()]
    texts = [text for document in draw.sample(fit, min(200, len(fit)))
             for text in document["paragraphs"]]
    copies = {}
    added = []
    for way, change in WAYS.items():
        for original in draw.sample(fit, min(COPIES_OF_A_WAY, len(fit))):
            copy = {"doc_id": f"copy{len(added)}", "title": original["title"],
                    "paragraphs": list(original["paragraphs"]), "others": texts}
            change(copy, draw)
            del copy["others"]
            copies[copy["doc_id"]] = (way, original["doc_id"])
            added.append(copy)
    # Copies come before and behind their originals.
    everything = documents + added
    draw.shuffle(everything)
    group_of = {}
    for number, group in enumerate(groups(andu, imported(andu, work / f"{name}-copies", everything))):
        for member in group:
            group_of[member] = number
    found = {way: 0 for way in WAYS}
    for copy, (way, original) in copies.items():
        if copy in group_of and group_of[copy] == group_of.get(original):
            found[way] += 1
        elif details:
            print(f"  {way}: missed {original}")
    counts = {way: sum(1 for other, _ in copies.values() if other == way) for way in WAYS}
    recalls = {way: found[way] / counts[way] for way in WAYS}
    as_they_are = groups(andu, imported(andu, work / f"{name}-plain", documents))
    group_of = {member: number for number, group in enumerate(as_they_are) for member in group}
    if details:
        titles = {document["doc_id"]: (document["title"], document["date"]) for document in documents}
        for group in as_they_are:
            print("  joined: " + " | ".join("{} {}".format(*titles[member]) for member in group))
    kinds = {}
    for document in documents:
        kinds.setdefault(document["source"].rsplit("/", 1)[0], []).append(document["doc_id"])
    large = [members for members in kinds.values() if len(members) > 1]
    pairs = [draw.sample(members, 2)
             for members in draw.choices(large, [len(members) for members in large], k=RANDOM_PAIRS)]
    false = sum(one in group_of and group_of[one] == group_of.get(other) for one, other in pairs)
    return recalls, sum(found.values()) / len(copies), false, len(as_they_are)


def seed_figures(andu, seeds, work):
    """Pairs of the seeds that are joined."""
    archive = made(andu, work / "seeds-copies")
    subprocess.run(
        [andu, "add", "--quiet", "--archive", archive, *sorted(seeds.glob("*.txt"))],
        capture_output=True, check=True)
    return sum(len(group) * (len(group) - 1) // 2 for group in groups(andu, archive))


def measure(andu, shared, work, details=False):
    """Yields (set, figure, value, is a ceiling) for everything that can be measured here."""
    for name in ("stard", "gov"):
        corpus = shared / "measure/ranking" / name / "corpus.jsonl.gz"
        if not corpus.exists():
            print(f"{name:15} skipped: {corpus} is not there")
            continue
        recalls, recall, false, joined = corpus_figures(andu, name, corpus, work, details)
        for way, value in recalls.items():
            print(f"{name:15} {way:20} {value:8.4f}")
        print(f"{name:15} {'groups as it is':20} {joined:8}")
        yield f"{name}-copies", "recall", recall, False
        yield f"{name}-copies", "false pairs", false, True
    if not (shared / "seeds").exists():
        print(f"{'seeds':15} skipped: {shared / 'seeds'} is not there")
    else:
        yield "seeds-copies", "false pairs", seed_figures(andu, shared / "seeds", work), True


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--details"]
    shared = pathlib.Path(arguments[0] if arguments else "../shared").resolve()
    andu = pathlib.Path(arguments[1] if len(arguments) > 1 else ROOT / ".build/release/andu").resolve()
    for name, figure, value, _ in measure(
            andu, shared, ROOT / ".build/quality", "--details" in sys.argv):
        print(f"{name:15} {figure:20} {value:8.4f}")


if __name__ == "__main__":
    main()
