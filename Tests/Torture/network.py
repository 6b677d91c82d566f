"""No command opens a socket to a network, and without a network every one says the same.

The pages name addresses, external entities and frames: what would fetch them would show.
"""

import pathlib
import re
import subprocess

import harness

INTERNET = re.compile(r"AF_INET6?\b|AF_NETLINK|AF_PACKET")


def make_session(bench, folder: pathlib.Path) -> list[list[str]]:
    """Every command once, over pages that ask to be fetched; ids are those of these pages."""
    pages = folder / "in"
    bench.pages(pages, 6)
    asking = harness.page(7).replace("</body>", (
        "<iframe src='http://127.0.0.1:9/f.html'></iframe><img src='http://127.0.0.1:9/i.png'>"
        "<link rel='stylesheet' href='http://127.0.0.1:9/s.css'><script src='//127.0.0.1:9/j.js'>"
        "</script><a href='http://127.0.0.1:9/附件.pdf'>附件1.pdf</a></body>"))
    entity = '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]>'
    (pages / "asking.html").write_text(asking.replace("<!DOCTYPE html>", entity))
    (folder / "draft.txt").write_text("《青川市工作要点》要求“确保群众满意”，办理案件21964件。\n")
    (folder / "in.jsonl").write_text(
        '{"doc_id":"imported","title":"关于河道的通知","date":"2023-01-02","source":"市水利局",'
        '"url":"http://127.0.0.1:9/a.html","paragraphs":["一、河道清理","河道清理工作要落实。"]}\n')
    document = "imported"
    return [
        ["init"], ["add", str(pages)],
        ["add", str(pages / "asking.html"), "--url", "http://127.0.0.1:9/asking.html"],
        ["import", str(folder / "in.jsonl")], ["search", "河道清理"], ["search", "确保群众满意", "--jsonl"],
        ["search", "工作", "--facet", "year,site", "--explain"], ["grep", "第[0-9]+项"], ["list"],
        ["list", "--site", "127.0.0.1"], ["show", document], ["show", document, "--evidence"],
        ["info", document], ["tree", document], ["cite", f"{document}#2"],
        ["cite", f"{document}#2", "--anchor"], ["versions", document], ["diff", document, document],
        ["dups"], ["stats"], ["terms"], ["terms", "--phrases"], ["check", str(folder / "draft.txt")],
        ["set", document, "issuer=市水利局"], ["tag", document, "+要"], ["note", document, "记"],
        ["save", "甲", "河道"], ["run", "甲"], ["tokenize", "河道清理"], ["export"],
        ["export", "--format", "csv"], ["export", "--format", "md", "-o", str(folder / "notes"),
                                        "--overwrite"],
        ["export", "--originals", str(folder / "out.warc.gz")],
        ["open", document], ["remove", document], ["compact"], ["reindex"], ["verify"],
        ["extract", str(pages / "asking.html"), "--why"], ["completions", "bash"], ["help"],
    ]


# These know no archive.
BARE = ("extract", "completions", "help")
# What differs from one run to the next: times, and how long something took.
CHANGING = re.compile(rb"\d+\.\d+ s\b|\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f-]{36}|\b20\d\d-\d\d-\d\d\b"
                      rb"|[\d.]+ [kM]?B\b")


def session(bench, folder, before=()) -> list[tuple]:
    """Runs it in a new archive; gives words, exit code and output of each command."""
    archive = folder / "archive"
    subprocess.run(["rm", "-rf", archive, folder / "notes", folder / "out.warc.gz"], check=True)
    results = []
    for words in make_session(bench, folder):
        place = {} if words[0] in BARE else {"archive": archive}
        ended = bench.run(*words, before=before, env={"ANDU_OPENER": "true"}, **place)
        results.append((words, ended.code, CHANGING.sub(b"", ended.out), CHANGING.sub(b"", ended.err)))
    return results


def run(bench: harness.Bench) -> None:
    opened = bench.promise("no command opens a socket to a network")
    bench.need("strace", "unshare")
    with bench.folder("network") as folder:
        trace = folder / "trace"
        before = ["strace", "-f", "-qq", "-A", "-e", "trace=network", "-o", trace]
        prove(bench, before, trace, opened)
        here = session(bench, folder, before)
        calls = [line for line in trace.read_text().splitlines() if INTERNET.search(line)]
        for words, code, _, err in here:
            opened.holds(code >= 0 and b"strace" not in err, f"{words}: exit {code}, {err[-200:]!r}")
        opened.holds(not calls, f"{len(calls)} sockets: {calls[:3]}")
        alone = bench.promise("without a network every command says the same")
        bench.need_root()
        for first, second in zip(session(bench, folder), session(bench, folder, ["unshare", "-n"])):
            alone.holds(first == second, f"{first} is not {second}"[:600])


def prove(bench, before, trace, promise) -> None:
    """A socket that is opened would be seen."""
    bench.run_words([*map(str, before), "python3", "-c",
                     "import socket; socket.socket(socket.AF_INET)"])
    seen = trace.read_text() if trace.exists() else ""
    if not INTERNET.search(seen):
        raise harness.Skip(f"strace sees no sockets here: {seen[:100]!r}")
    trace.unlink()
    promise.holds(True, "")
