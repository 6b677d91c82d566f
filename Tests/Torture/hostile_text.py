"""Nothing from a page, a path or a query reaches a terminal as anything but text.

Pages, imported lines, files and arguments carry sequences that move cursors, write clipboards and
turn lines round; every command prints them, on a pipe and on a terminal.
"""

import csv
import io
import json
import os
import pathlib
import pty
import re
import select
import subprocess
import termios
import time

import harness

# Colour, title, clipboard (OSC 8 and 52), cursor, in 7 and 8 bits; a carriage return; directions,
# isolates, zero width; a line separator; a tag.
EVIL = {
    "colour": "\x1b[38;5;99mA", "window title": "\x1b]0;owned\x07", "link": "\x1b]8;;http://x\x1b\\",
    "clipboard": "\x1b]52;c;aGk=\x07", "cursor": "\x1b[2J\x1b[1;1H", "CSI of 8 bits": "\x9b31m",
    "OSC of 8 bits": "\x9d52;c;aGk=\x9c", "carriage return": "好\r坏", "backspace": "好\b\b坏",
    "override": "\u202etxt.exe\u202c", "isolates": "\u2066\u2067\u2068\u2069",
    "marks": "\u200e\u200f\u202a\u202b\u202d", "zero width": "\u200b\u200c\u200d\u2060\ufeff",
    "delete": "\x7f", "next line": "\x85",
}
ALL = "甲" + "乙".join(EVIL.values()) + "丙"
FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1"]

# What may never come out; the tab and the line feed may.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069"
                       "\ufeff]")
# What Andu itself sends to a terminal: plain colours, and a line of progress.
OWN_SEQUENCES = re.compile("\x1b\\[(?:[0-9]|[0-9]{2}|1;[0-9]{2})?m|\r\x1b\\[K")

TEXT = "凡此之句含有不该显示之物"


def imported_line(number: int, evil: str) -> str:
    """A line for `andu import` that has it in every field."""
    return json.dumps({
        "doc_id": f"hostile-{number}", "title": f"关于{evil}的通知", "date": "2023-03-15",
        "source": f"青川市{evil}办公室", "url": f"http://x.gov.cn/{number}?q={evil}",
        "author": evil, "issuer": evil, "documentNumber": evil,
        "paragraphs": [f"一、{evil}", f"{TEXT}{number}：{evil}。“{evil}工程”《{evil}条例》", f"{evil}\t{evil}"]})


def evil_page(evil: str) -> bytes:
    references = "".join(f"&#{ord(scalar)};" for scalar in evil)
    return (f"<html><head><meta charset='utf-8'><title>{evil}{references}的通知</title>"
            f"<meta name='Author' content='{evil}'><meta name='ContentSource' content='{references}'>"
            f"<meta name='Url' content='http://x.gov.cn/{references}'></head><body>"
            f"<h1>{evil}{references}的通知</h1><div class='TRS_Editor'><p>一、{evil}</p>"
            f"<p>{TEXT}：{evil}，{references}，各单位要落实责任，按月报送进展。</p>"
            "<p>各有关单位要按月报送进展，落实责任，确保群众满意。</p>" * 4
            + f"<p><a href='{references}.pdf'>附件1{references}</a></p></div></body></html>").encode()


def run(bench: harness.Bench) -> None:
    raw = bench.promise("no control, direction or invisible character comes out, on a pipe")
    terminal = bench.promise("nor on a terminal")
    valid = bench.promise("--json and --jsonl are JSON, and hold nothing raw")
    cells = bench.promise("cells of CSV and TSV begin no formula; --raw-cells leaves CSV as it is")
    with bench.folder("text") as folder:
        archive = folder / "archive"
        handle, other = make_archive(bench, folder, archive)
        # A look that finds nothing anywhere would pass all that follows.
        original = bench.run("show", handle, "--original", archive=archive).out.decode()
        raw.holds(bool(FORBIDDEN.search(original)), "the archive holds nothing forbidden")
        tried = [placed(words, archive) for words in commands(folder, handle, other)]
        tried += failures(folder)
        for words in tried:
            judge(bench.run(*words), words, raw)
        names = [path.name for path in (folder / "notes").iterdir()]
        raw.holds(names and not any(map(FORBIDDEN.search, names)), f"names of notes: {names}")
        for words in bench.random.sample(tried, bench.amount(len(tried), 40)):
            judge_terminal(bench, words, terminal)
        for words in json_commands(folder, handle, other):
            judge_json(bench.run(*placed(words, archive)), words, valid)
        judge_cells(bench, archive, cells)


def placed(words, archive) -> list[str]:
    """The words with the archive that they are about; `extract` asks for none."""
    return words if words[0] == "extract" else [*words, "--archive", str(archive)]


def make_archive(bench, folder, archive) -> tuple[str, str]:
    """Fills an archive by `add` and `import`; gives the ids of two documents in it."""
    bench.run("init", archive=archive)
    pages = folder / "in"
    pages.mkdir()
    for number, evil in enumerate([ALL, *EVIL.values()]):
        # A name is bytes without `/` and NUL.
        name = f"{number}{evil}".replace("/", "").encode()[:200]
        with open(os.path.join(os.fsencode(pages), name + b".html"), "wb") as file:
            file.write(evil_page(evil))
    bench.run("add", pages, archive=archive)
    lines = [imported_line(number, evil) for number, evil in
             enumerate([ALL, *EVIL.values(), *FORMULAS])]
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n")
    bench.run("import", folder / "in.jsonl", archive=archive)
    listed = bench.run("list", "--tsv", "--cols", "id,savedAs", archive=archive).out.decode()
    ids = [line.split("\t") for line in listed.splitlines()]
    added = [name for name, place in ids if place.endswith(".html")]
    return added[0], [name for name, place in ids if not place.endswith(".html")][0]


def commands(folder, handle, other) -> list[list[str]]:
    """Every command that prints what documents and queries hold, in text."""
    draft = folder / "draft.txt"
    draft.write_text(f"《{ALL}条例》规定“{TEXT}{ALL}”，{ALL}办理案件21964件。\n")
    anchored = folder / "anchors.md"
    anchored.write_text(f"“{TEXT}{ALL}” ({handle}#2)\n[x]({ALL}#:~:text={ALL})\n")
    return [
        ["search", TEXT], ["search", TEXT, "--tsv"], ["search", TEXT, "--explain"],
        ["search", TEXT, "-C", "2"], ["search", TEXT, "--group", "doc"], ["search", TEXT, "-c"],
        ["search", TEXT, "-l", "--facet", "issuer,source,site,kind"], ["search", ALL],
        ["search", f'"{ALL}'], ["search", f"({ALL}"], ["search", f"{ALL}:x"],
        ["search", TEXT, "--title", ALL], ["search", TEXT, "--year", ALL],
        ["search", TEXT, "--since", ALL], ["search", TEXT, "--level", ALL],
        ["search", TEXT, "--region", ALL], ["search", TEXT, "--facet", ALL],
        ["search", TEXT, "--sort", ALL], ["search", TEXT, "--trec", ALL], ["search", TEXT, "-0"],
        ["search", TEXT, "--batch", str(draft)], ["grep", TEXT], ["grep", TEXT, "-C", "1"],
        ["grep", TEXT, "--tsv"], ["grep", TEXT, "-l"], ["grep", TEXT, "-c"],
        ["grep", f"({ALL}"], ["grep", f"[{ALL}"], ["grep", "-F", ALL], ["show", handle],
        ["show", other], ["show", handle, "--meta"], ["show", handle, "--evidence"],
        ["show", other, "--evidence"], ["show", handle, "--tree"], ["show", handle, "--raw"],
        ["show", f"{other}#2", "--around", "1"], ["show", ALL], ["show", f"{handle}#{ALL}"],
        ["info", handle], ["info", other], ["info", ALL], ["list"], ["list", "--tsv"],
        ["list", "--cols", "id,title,savedAs,url,author,source,issuer"],
        ["list", "--tsv", "--cols", "id,title,savedAs,url,author,source,issuer"],
        ["list", "--cols", ALL], ["list", "--sort", ALL], ["list", "--issuer", ALL],
        ["tree", handle], ["tree", other], ["cite", handle], ["cite", f"{other}#2", "--quote"],
        *(["cite", f"{other}#2", "--style", style] for style in
          ("gbt7714", "apa", "bibtex", "csl", "markdown", ALL)),
        ["cite", f"{other}#2", "--anchor"], ["cite", "--check", str(anchored)],
        ["versions", handle], ["versions", other, "--tsv"], ["diff", handle, other],
        ["diff", handle, other, "--adapt"], ["terms"], ["terms", "--phrases", "--least", "1"],
        ["terms", ALL], ["terms", "--tsv"], ["stats"], ["stats", "--by", "issuer,source"],
        ["stats", TEXT, "--tsv"], ["stats", "--by", ALL], ["dups"], ["dups", handle], ["dups", ALL],
        ["dups", "--tsv"], ["check", str(draft)], ["check", str(draft), "--quiet"],
        ["export", "--format", "md", "-o", str(folder / "notes")],
        ["export", "--format", "csv"], ["set", other, f"title={ALL}"], ["set", other, f"{ALL}=x"],
        ["tag", other, f"+{ALL}"], ["tag", "--list"], ["tag", "--list", "--tsv"],
        ["note", other, ALL], ["info", other], ["show", other], ["save", ALL, TEXT],
        ["save", "甲", ALL], ["save", "--list"], ["run", ALL], ["run", "甲"], ["save", "--delete", ALL],
        ["tokenize", ALL], ["remove", ALL], ["open", ALL], ["verify"],
    ]


def failures(folder) -> list[list[str]]:
    """What fails for want of a file, an option or a command with such a name."""
    missing = str(folder / f"没有{ALL}".replace("\0", ""))
    page = next(path for path in pathlib.Path(folder / "in").iterdir())
    return [
        ["extract", missing], ["extract", str(page)], ["extract", str(page), "--why"],
        ["extract", str(page), "--encoding", ALL], ["add", missing, "--archive", missing],
        *([*words, "--archive", missing] for words in
          (["search", "甲"], ["list"], ["info", "x"], ["verify"], ["stats"], ["reindex"],
           ["add", str(page), "--encoding", ALL], ["import", missing], ["check", missing])),
        [ALL], ["search", f"--{ALL}"], ["search", "-n", ALL, "x"], ["add", f"--{ALL}"],
        ["completions", ALL], ["help", ALL], ["search", "甲", "--color", ALL],
        ["add", "--url", ALL, str(page)], ["export", "--format", ALL], ["init", "--archive",
                                                                        f"{page}/{ALL}"],
    ]


def json_commands(folder, handle, other) -> list[list[str]]:
    draft = str(folder / "draft.txt")
    page = str(next(path for path in pathlib.Path(folder / "in").iterdir()))
    return [
        ["search", TEXT, "--json"], ["search", TEXT, "--jsonl"], ["search", ALL, "--json"],
        ["search", TEXT, "--json", "--explain"], ["search", TEXT, "-c", "--json"],
        ["grep", TEXT, "--json"], ["grep", TEXT, "--jsonl"], ["show", handle, "--json"],
        ["show", other, "--json"], ["info", handle, "--json"], ["info", other, "--json"],
        ["list", "--json"], ["list", "--jsonl"], ["tree", other, "--json"],
        ["cite", f"{other}#2", "--json"], ["cite", f"{other}#2", "--jsonl"],
        ["versions", other, "--json"], ["versions", other, "--jsonl"],
        ["diff", handle, other, "--json"], ["terms", "--json"], ["terms", "--jsonl"],
        ["stats", "--json"], ["stats", "--jsonl"], ["dups", "--json"], ["dups", "--jsonl"],
        ["check", draft, "--json"], ["check", draft, "--jsonl"], ["export"],
        ["extract", page, "--json"], ["extract", page, "--jsonl"],
    ]


def judge(ended: harness.Ended, words, promise) -> None:
    text = without_ends((ended.out + ended.err).decode(errors="surrogateescape"), words)
    found = FORBIDDEN.search(text)
    promise.holds(not found and not ended.crashed, lambda: (
        f"{shown(words)}: exit {ended.code}, {found and ascii(text[max(0, found.start() - 60):found.end() + 9])}"))


def without_ends(text: str, words) -> str:
    """References end in NUL when `-0` asks for it, rows of CSV in CRLF."""
    return text.replace("\0", "") if "-0" in words else \
        text.replace("\r\n", "\n") if "csv" in words else text


def shown(words) -> str:
    return ascii(" ".join(words).replace(ALL, "EVIL"))


def judge_terminal(bench, words, promise) -> None:
    """The same with standard output and error on a terminal that changes nothing."""
    output = on_terminal(bench.command(*words))
    text = OWN_SEQUENCES.sub("", output.decode(errors="surrogateescape"))
    found = FORBIDDEN.search(without_ends(text, words))
    promise.holds(not found, lambda: (
        f"{shown(words)}: {found and ascii(text[max(0, found.start() - 60):found.end() + 9])}"))


def on_terminal(words) -> bytes:
    """What the words print on a pseudo-terminal."""
    ours, theirs = pty.openpty()
    modes = termios.tcgetattr(theirs)
    # Without this, the system would put a carriage return before each line feed.
    modes[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, modes)
    surroundings = {**os.environ, "PAGER": "cat", "ANDU_PAGER": "cat", "TERM": "xterm",
                    "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"}
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                               env=surroundings)
    os.close(theirs)
    output, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([ours], [], [], 1)[0]:
            continue
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:
            break
        if not piece:
            break
        output += piece
    os.close(ours)
    process.kill() if process.poll() is None and time.monotonic() > end else process.wait()
    return output


def judge_json(ended: harness.Ended, words, promise) -> None:
    text = ended.out.decode(errors="surrogateescape")
    try:
        if "--json" in words:
            values = [json.loads(text)] if text else []
        else:
            values = [json.loads(line) for line in text.split("\n") if line]
    except json.JSONDecodeError as error:
        promise.holds(False, f"{shown(words)}: {error}")
        return
    found = FORBIDDEN.search(text)
    promise.holds(bool(values) and not found, lambda: (
        f"{shown(words)}: exit {ended.code}, {len(values)} values, {ended.err[-200:]}, "
        f"{found and ascii(text[max(0, found.start() - 60):found.end() + 9])}"))


def judge_cells(bench, archive, promise) -> None:
    """Titles of imported documents begin formulas; a reader of CSV looks at every cell."""
    lines = [json.dumps({"doc_id": f"cell-{number}", "title": formula, "source": formula,
                         "date": "2023-03-15", "paragraphs": [formula, TEXT]})
             for number, formula in enumerate(FORMULAS)]
    with bench.folder("cells") as folder:
        (folder / "in.jsonl").write_text("\n".join(lines) + "\n")
        bench.run("import", folder / "in.jsonl", archive=archive)
    dangerous = tuple("=+-@\t\r")
    text = bench.run("export", "--format", "csv", archive=archive).out.decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    titles = {row[0]: row[1] for row in rows if row[:1] and row[0].startswith("cell-")}
    for number in range(len(FORMULAS)):
        title = titles.get(f"cell-{number}", "")
        promise.holds(title[:1] == "'" or number > 3 and title != "", f"CSV: {title!r}")
    for row in rows:
        promise.holds(not any(cell.startswith(dangerous) for cell in row), f"CSV: {row}")
    raw = bench.run("export", "--format", "csv", "--raw-cells", archive=archive).out.decode()
    kept = {row[0]: row[1] for row in csv.reader(io.StringIO(raw, newline="")) if row}
    promise.holds(kept.get("cell-1") == FORMULAS[1], f"--raw-cells: {kept.get('cell-1')!r}")
    for words in (["list", "--tsv", "--cols", "id,title,source"], ["search", TEXT, "--tsv"],
                  ["grep", ".", "--tsv"], ["terms", "--tsv"], ["stats", "--tsv"]):
        for line in bench.run(*words, archive=archive).out.decode().split("\n"):
            promise.holds(not any(cell.startswith(dangerous) and not is_number(cell)
                                  for cell in line.split("\t")), f"{words[0]} --tsv: {line!r}")


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", cell) is not None
