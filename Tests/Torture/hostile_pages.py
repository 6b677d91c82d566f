"""Pages and files that were made to hurt: each is taken in within bounds, cut nowhere unsaid.

A trap is a page with a sentence before and one behind what is hostile. It is added to an
archive between two ordinary pages and read by `andu extract`; both are measured.
"""

import pathlib
import re

import harness
import hostile_files
from measured import Measured, run_measured

# What a page may take: seconds of processor time, and memory as a multiple of its size.
MOST_SECONDS = 5.0
SIZE_FACTOR = 12
BASE_MEMORY = 64 << 20

FRONT = "凡此为页首之句，青川市民政局据此办理甲乙丙丁四项事务。"
BACK = "凡此为页末之句，青川市档案馆据此归还戊己庚辛四项材料。"
TITLE = "青川市民政局关于做好社区食堂工作的通知"
FILLER = "<p>各有关单位要按月报送进展，落实责任，确保群众满意。</p>\n" * 8


class Trap:
    """A page: pieces of bytes between a front and a back, and what is promised of it.

    `pieces(count)` yields bytes, `count` being `full` or `short`. `flag` is what the report and
    `info` have to say when something is cut, None where nothing may be. `back` and `front` say
    whether the sentences have to be found.
    """

    def __init__(self, name, full, short, pieces, flag=None, front=True, back=True, head="",
                 charset="utf-8", raw=False):
        self.name, self.full, self.short, self.pieces = name, full, short, pieces
        self.flag, self.front, self.back = flag, front, back
        self.head, self.charset, self.raw = head, charset, raw

    def write(self, path: pathlib.Path, count: int) -> None:
        code = {"gb2312": "gb18030"}.get(self.charset, self.charset)
        with path.open("wb") as file:
            if self.raw:
                file.writelines(encoded(self.pieces(count), code))
                return
            file.write((f"<!DOCTYPE html><html><head><meta charset='{self.charset}'>"
                        f"<title>{TITLE}</title>{self.head}</head><body><h1>{TITLE}</h1>"
                        f"<div class='TRS_Editor'><p>{FRONT}</p>{FILLER}").encode(code))
            file.writelines(encoded(self.pieces(count), code))
            file.write(f"{FILLER}<p>{BACK}</p></div></body></html>".encode(code))


def encoded(pieces, code):
    """Pieces of text or bytes as bytes."""
    for piece in pieces:
        yield piece if isinstance(piece, bytes) else piece.encode(code)


def repeated(text, end=""):
    """A maker of `count` times `text`, then `count` times `end`, in pieces of about a megabyte."""
    def pieces(count):
        for part in (text, end):
            block = max(1, (1 << 20) // max(1, len(part)))
            for first in range(0, count if part else 0, block):
                yield part * min(block, count - first)
    return pieces


def numbered(form):
    """A maker of `form` with {0} = 0, 1 … `count` - 1."""
    def pieces(count):
        for first in range(0, count, 5000):
            yield "".join(form.format(number) for number in range(first, min(count, first + 5000)))
    return pieces


def wrapped(before, pieces, after):
    def whole(count):
        yield before
        yield from pieces(count)
        yield after
    return whole


def once(text):
    return lambda count: [text]


def of_megabytes(text):
    """A maker of `count` megabytes of `text`."""
    size = len(text.encode())
    return lambda count: (text * ((1 << 20) // size) for _ in range(count))


SENTENCE = "为做好全市河道清理工作，制定本要点，各单位要落实责任。"
# Whether something is cut depends on what the parser makes of it.
MAY_BE_CUT = "may be cut"
DEEP = r"nest deeper"
# In full; no tag is left out of the short form.
MANY = r"more than \d+ tags|^$"
LINES = r"ran together|^$"
OPEN_COMMENT = r"comment .* never closed"
ENTITIES = ('<!DOCTYPE html [<!ENTITY a "笑笑笑笑笑笑笑笑">'
            + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))
            + ']>')
EXTERNAL = ('<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e SYSTEM "file:///etc/'
            'passwd">]>')
BAD_BYTES = b"<p>" + b"\xff\xfe\xc0\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80\xe4\xb8" * 20 + b"</p>"
FOUR_BYTES = "<p>张㐀𠀀䶮某</p>".encode("gb18030") + b"<p>\x81\xff\xa1\x80 \xff</p>"

TRAPS = [
    # TRUST, section 1
    Trap("nested div", 100_000, 20_000, repeated("<div>", "</div>"), flag=DEEP),
    Trap("nested div, never closed", 100_000, 20_000, repeated("<div>"), flag=DEEP),
    Trap("nested inline tags", 100_000, 20_000, repeated("<b><i><font>", "</font></i></b>"),
         flag=DEEP),
    Trap("nested span, stray ends", 100_000, 20_000,
         wrapped("<i>", lambda n: [*repeated("<div>")(n), *repeated("</i>")(n)], ""), flag=DEEP),
    Trap("stray ends of long names", 20_000, 20_000,
         wrapped("<i>", lambda n: [*repeated(f"<{'a' * 90}b>")(n), *repeated(f"</{'a' * 90}c>")(n)],
                 ""), flag=DEEP),
    Trap("stray ends that a div keeps out", 100_000, 20_000,
         wrapped("<i><div>", repeated("<span>", "</i>"), ""), flag=DEEP),
    Trap("nested table", 30_000, 10_000, repeated("<table><tr><td>", "</td></tr></table>"),
         flag=DEEP),
    Trap("nested list", 50_000, 10_000, repeated("<ul><li>项", "</li></ul>"), flag=DEEP),
    *(Trap(f"{count} attributes on one tag", count, min(count, 20_000),
           wrapped("<p ", numbered("a{0}='{0}' "), f">{SENTENCE}</p>"))
      for count in (5_000, 20_000, 40_000, 200_000)),
    Trap("attributes that are asked for", 200_000, 20_000,
         wrapped("<p ", repeated("class='a' id='b&amp;' style='c' "), f">{SENTENCE}</p>")),
    Trap("attributes by & on one tag", 200_000, 20_000,
         wrapped("<p ", numbered("a{0}='&amp;{0}' "), f">{SENTENCE}</p>")),
    Trap("text node", 12, 12, wrapped("<p>", of_megabytes(SENTENCE), "</p>")),
    Trap("text node of ASCII", 12, 12, wrapped("<p>", of_megabytes("lorem ipsum dolor "), "</p>")),
    Trap("open comment", 50, 12, wrapped("<!-- ", of_megabytes("lorem ipsum dolor "), ""),
         flag=OPEN_COMMENT),
    Trap("closed comment", 50, 12, wrapped("<!-- ", of_megabytes("lorem ipsum dolor "), "-->")),
    Trap("many open comments", 500_000, 50_000, repeated("<!-- x "), flag=OPEN_COMMENT),
    Trap("NUL bytes", 100_000, 10_000, wrapped(b"<p>", repeated("\0<b\0>字\0</b>"), b"</p>")),
    Trap("broken UTF-8", 1, 1, once(BAD_BYTES)),
    Trap("lone surrogates", 50_000, 5_000, repeated("<p>甲&#xD800;乙&#xDFFF;丙</p>")),
    Trap("impossible references", 50_000, 5_000,
         repeated("<p>甲&#0;乙&#x110000;丙&#99999999999999999999;丁</p>")),
    Trap("entity bomb", 1, 1, wrapped("", once(ENTITIES + "<p>&i;&i;&i;</p>"), "")),
    Trap("external DTD", 1, 1, once(EXTERNAL + "<p>&e;</p>")),
    Trap("gb2312 with four-byte characters and bad bytes", 500, 50,
         lambda n: [FOUR_BYTES * n], charset="gb2312"),
    # our own code
    Trap("tiny paragraphs", 1_000_000, 50_000, repeated("<p>一二三四五六</p>"), flag=MANY),
    Trap("paragraphs of one character", 1_000_000, 50_000, repeated("<p>一</p>"), flag=MANY),
    Trap("one long line", 60, 8, wrapped("<p>", of_megabytes(SENTENCE), "</p>")),
    Trap("one long line without marks", 30, 8, wrapped("<p>", of_megabytes("河道清理"), "</p>")),
    Trap("one letter", 30, 8, wrapped("<p>", of_megabytes("a"), "</p>")),
    Trap("blanks", 30, 8, wrapped("<p>", of_megabytes(" "), "</p>")),
    Trap("ideographic blanks", 30, 8, wrapped("<p>", of_megabytes("\u3000"), "</p>")),
    Trap("preformatted lines", 1_000_000, 100_000,
         wrapped("<pre>", repeated("字\n"), "</pre>"), flag=LINES),
    Trap("lines of a text", 1_000_000, 200_000,
         wrapped(FRONT + "\n", repeated("字\n"), BACK + "\n"), flag=LINES, raw=True),
    Trap("line breaks", 1_000_000, 100_000, repeated("<br>"), flag=MANY),
    Trap("line breaks with text", 300_000, 50_000, repeated("河道清理<br>")),
    Trap("open a", 200_000, 20_000, repeated("<a href='/x'>河"), flag=MAY_BE_CUT),
    Trap("open b", 200_000, 20_000, repeated("<b>河"), flag=MAY_BE_CUT),
    Trap("open table", 100_000, 20_000, repeated("<table>"), flag=MAY_BE_CUT),
    Trap("open p", 200_000, 20_000, repeated("<p>河道清理工作要点")),
    Trap("open td", 200_000, 20_000, wrapped("<table><tr>", repeated("<td>河"), "</table>")),
    Trap("open select", 100_000, 20_000, repeated("<select><option>河</select>")),
    Trap("open form", 100_000, 20_000, repeated("<form>河</form>")),
    Trap("stray ends", 500_000, 50_000, repeated("</div></b></p>"), back=False),
    Trap("ends of the page", 200_000, 20_000, repeated("</html></body>")),
    Trap("beginnings of the page", 100_000, 20_000, repeated("<html><body>"), flag=MAY_BE_CUT),
    Trap("meta", 200_000, 20_000, numbered("<meta name='PubDate' content='2023-{0}'>")),
    Trap("meta of all names", 200_000, 20_000, numbered("<meta name='n{0}' content='{0}'>")),
    Trap("ampersands", 1_000_000, 100_000, repeated("&")),
    Trap("references", 1_000_000, 100_000, repeated("&nbsp;&amp;")),
    Trap("less-thans", 1_000_000, 100_000, repeated("< ")),
    Trap("open tags", 300_000, 30_000, repeated("<p <p "), back=False, flag=MAY_BE_CUT),
    Trap("open quotation marks", 300_000, 30_000, repeated("<p class=\"a' >"), back=False,
         flag=MAY_BE_CUT),
    Trap("value with & that is never closed", 10_000, 1_000,
         lambda n: [f"<p>{SENTENCE}</p>" * n, '<div title="a&b><p>']),
    Trap("huge attribute", 30, 8, wrapped("<p class='", of_megabytes("lorem ipsum dolor "),
                                         f"'>{SENTENCE}</p>")),
    Trap("huge style", 30, 8, wrapped("<p style='", of_megabytes("color:red;"),
                                     f"'>{SENTENCE}</p>")),
    Trap("huge href", 30, 8, wrapped("<a href='", of_megabytes("../a?b&c=d "), "'>附件.pdf</a>")),
    Trap("huge title", 8, 4, wrapped("<title>", of_megabytes(SENTENCE), "</title>")),
    Trap("ids", 300_000, 30_000, numbered("<p id='p{0}'>河</p>")),
    Trap("class lists", 3_000, 500,
         repeated("<p class='" + "content nav footer " * 300 + "'>河道清理工作</p>")),
    Trap("nested content classes", 400, 400,
         repeated("<div class='content' id='zoom'><p>河道清理工作要点。</p>", "</div>")),
    Trap("headings 一、", 100_000, 20_000, repeated("<p>一、总体要求</p>")),
    Trap("bare lines below a title", 300_000, 100_000,
         wrapped("<p>青川市水利局</p><p>2023年3月15日</p><p>河道清理工作方案</p>",
                 repeated("<p>河道清理</p>"), "")),
    Trap("headings by turns", 30_000, 5_000,
         repeated("<p>一、总体要求</p><p>（一）河道清理</p><p>1. 落实</p><p>（1）报送</p>")),
    Trap("chapters and articles", 50_000, 5_000, numbered("<p>第{0}章 总则</p><p>第{0}条 河道</p>")),
    Trap("offices in charge", 100_000, 20_000,
         repeated("<p>河道清理。【责任单位：市水利局、市住建局】</p>")),
    Trap("offices in charge on one line", 100_000, 20_000,
         wrapped("<p>", repeated("【责任单位】"), "</p>")),
    Trap("offices in one list", 200_000, 20_000,
         wrapped("<p>河道清理。（责任单位：", repeated("市水利局、"), "市住建局）</p>")),
    Trap("open brackets", 500_000, 50_000, wrapped("<p>", repeated("（"), "责任单位：市水利局）</p>")),
    Trap("open book marks", 500_000, 50_000,
         wrapped("<p>", repeated("《"), "河道》</p>")),
    Trap("closing brackets", 500_000, 50_000, wrapped("<p>", repeated("）"), "</p>")),
    Trap("dates", 100_000, 20_000, repeated("<p>2023年3月15日</p>")),
    Trap("dates on one line", 300_000, 30_000, wrapped("<p>", repeated("2023年3月15日"), "</p>")),
    Trap("half dates", 500_000, 50_000, wrapped("<p>", repeated("二〇二三年"), "</p>")),
    Trap("digits", 12, 4, wrapped("<p>发布时间：", of_megabytes("2023"), "</p>")),
    Trap("document numbers", 100_000, 20_000, numbered("<p>川府发〔2023〕{0}号</p>")),
    Trap("half document numbers", 500_000, 50_000, wrapped("<p>川府发", repeated("〔2023〕"),
                                                          "</p>")),
    Trap("works in titles", 20_000, 5_000,
         wrapped("<h1>关于印发", repeated("《关于印发"), "的通知</h1>")),
    Trap("h1", 100_000, 10_000, repeated(f"<h1>{TITLE}</h1>")),
    Trap("h1 all different", 50_000, 10_000, numbered("<h1>关于第{0}批河道清理工作的通知</h1>")),
    Trap("labels", 200_000, 20_000, repeated("<p>索引号：1</p>")),
    Trap("labels on one line", 200_000, 20_000, wrapped("<p>", repeated("文号：甲 "), "</p>")),
    Trap("labels in a row", 100_000, 10_000,
         wrapped("<table><tr>", repeated("<td>文号</td><td>甲</td>"), "</tr></table>")),
    Trap("by-lines", 200_000, 20_000, repeated("<p>来源：青川市 作者：甲 时间：2023-03-15</p>")),
    Trap("colons", 500_000, 50_000, wrapped("<p>", repeated("市水利局："), "</p>")),
    Trap("signatures", 100_000, 10_000, repeated("<p>青川市水利局</p><p>2023年3月15日</p>")),
    Trap("annexes", 100_000, 10_000, numbered("<p>附件{0}：河道清理表</p>")),
    Trap("annex links", 100_000, 10_000, numbered("<p><a href='{0}.pdf'>附件{0}</a></p>")),
    Trap("links to lists", 200_000, 20_000, numbered("<li><a href='{0}.html'>河道清理{0}</a></li>"),
         flag=MANY),
    Trap("passed on", 30_000, 5_000,
         numbered("<p>关于印发第{0}号河道清理方案的通知</p><p>各县人民政府：</p><p>请落实。</p>")),
    Trap("一是二是", 200_000, 20_000, wrapped("<p>", repeated("一是河道。二是清理。"), "</p>")),
    Trap("copyright lines", 200_000, 20_000, repeated("<p>版权所有 网站地图 联系我们</p>")),
    Trap("frames", 100_000, 10_000, numbered("<iframe src='f{0}.html'></iframe>")),
    Trap("scripts", 100_000, 10_000, repeated("<script>var a='</scrip';</script>")),
    Trap("script of objects", 200_000, 20_000,
         wrapped("<script>var a=", repeated('{"content":'), "1</script>")),
    Trap("open scripts", 100_000, 10_000, repeated("<script>"), back=False,
         flag=r"<script> is never closed"),
    Trap("open drawings", 100_000, 10_000, repeated("<svg>"), flag=MAY_BE_CUT),
    Trap("drawings", 100_000, 10_000, repeated("<svg><path d='M0'/></svg>")),
    Trap("table rows", 100_000, 10_000,
         wrapped("<table>", numbered("<tr><td>{0}</td><td>河道清理</td><td>市水利局</td></tr>"),
                 "</table>"), flag=MANY),
    Trap("table columns", 100_000, 10_000,
         wrapped("<table><tr>", numbered("<td>{0}</td>"), "</tr></table>")),
    Trap("colspan", 2_000, 200,
         wrapped("<table>", repeated("<tr><td colspan='99999999' rowspan='99999999'>河</td></tr>"),
                 "</table>")),
    Trap("combining marks", 2_000_000, 100_000, wrapped("<p>e", repeated("\u0301"), "</p>")),
    Trap("joined emoji", 300_000, 30_000, wrapped("<p>", repeated("👨\u200d"), "</p>")),
    Trap("regional indicators", 500_000, 50_000, wrapped("<p>", repeated("🇨"), "</p>")),
    Trap("page numbers", 200_000, 20_000, numbered("<p>— {0} —</p>")),
    Trap("quotation marks", 500_000, 50_000, wrapped("<p>", repeated("“"), "</p>")),
    Trap("names in marks", 200_000, 20_000, numbered("<p>“河道{0}”工程</p>")),
    Trap("all different characters", 12, 2,
         lambda n: ("<p>" + "".join(chr(0x4E00 + (k * 7919 + b * 31) % 20900) for k in range(350))
                    + "</p>" for b in range(n * 1000))),
]


def run(bench: harness.Bench) -> None:
    bounds = bench.promise("hostile pages end within 5 s of CPU, and none crashes")
    memory = bench.promise("hostile pages take at most 12 times their size and 64 MB")
    said = bench.promise("a page that is cut is reported, and info says so")
    found = bench.promise("the text on both sides of a trap is found, and so are other pages")
    for trap in bench.random.sample(TRAPS, bench.amount(len(TRAPS), 40)):
        judge(bench, trap, bounds, memory, said, found)
    judge_sizes(bench)
    hostile_files.run(bench)


def judge_sizes(bench) -> None:
    """A page over the limit is refused by name; `--max-page` takes it whole."""
    promise = bench.promise("a page over the limit is refused by name, or read with --max-page")
    trap = Trap("long", 1, 1, lambda count: (FILLER * 1000 for _ in range(count)))
    with bench.folder("size") as folder:
        archive = folder / "archive"
        bench.run("init", archive=archive)
        page = folder / "page-5.html"
        # Of 640 kB each.
        trap.write(page, 110 if bench.full else 4)
        most = [] if bench.full else ["--max-page", "1"]
        enough = ["--max-page", "200" if bench.full else "4"]
        for command, place in (("add", {"archive": archive}), ("extract", {})):
            refused = bench.run(command, page, *most, **place)
            promise.holds(refused.code == 3 and b"page-5.html: " in refused.err
                          and b"limit of" in refused.err, lambda: f"{command}: {refused}")
            read = bench.run(command, page, *enough, **place)
            promise.holds(read.code == 0 and b"not read to its end" not in read.err,
                          lambda: f"{command} {enough}: {read}")
        found = bench.run("search", f'"{BACK}"', archive=archive)
        promise.holds(found.code == 0, lambda: f"its end is not found: {found}")
        rebuilt = bench.run("reindex", archive=archive)
        promise.holds(rebuilt.code == 0, lambda: f"reindex: {rebuilt}")


def judge(bench, trap, bounds, memory, said, found) -> None:
    """Adds and extracts one page, between two ordinary ones."""
    with bench.folder("page") as folder:
        archive = folder / "archive"
        bench.pages(folder / "in", 1, first=1)
        page = folder / "in" / "page-5.html"
        trap.write(page, bench.amount(trap.full, trap.short))
        bench.pages(folder / "in", 1, first=70_000)
        size = page.stat().st_size
        bench.run("init", archive=archive)
        added = run_measured(bench, "add", folder / "in", archive=archive)
        within(trap.name + ", add", added, size, bounds, memory)
        extracted = run_measured(bench, "extract", page)
        within(trap.name + ", extract", extracted, size, bounds, memory)
        found.holds(added.code == 0, lambda: f"{trap.name}: {added}")
        for sentence, wanted in ((FRONT, trap.front), (BACK, trap.back),
                                 (harness.marker(1), True), (harness.marker(70_000), True)):
            if wanted:
                answer = bench.run("search", f'"{sentence}"', "-l", archive=archive)
                found.holds(answer.code == 0, lambda: f"{trap.name}: {sentence}: {answer}")
        judge_flag(bench, trap, added, archive, said)


def within(name: str, ended: Measured, size: int, bounds, memory) -> None:
    bounds.holds(not ended.crashed and ended.cpu <= MOST_SECONDS,
                 lambda: f"{name}: {ended.cpu:.1f} s of CPU, {ended}")
    most = SIZE_FACTOR * size + BASE_MEMORY
    memory.holds(ended.peak <= most,
                 lambda: f"{name}: {ended.peak >> 20} MB of {most >> 20} MB, page {size >> 20} MB")


def judge_flag(bench, trap, added, archive, said) -> None:
    """What the report says is what `info` says, and both what was cut."""
    match = re.search(r"page-5\.html: not read to its end: (.*)", added.err.decode())
    reported = match.group(1) if match else ""
    listed = bench.run("list", "--tsv", "--cols", "id,savedAs", archive=archive).out.decode()
    ids = [line.split("\t")[0] for line in listed.splitlines() if line.endswith("page-5.html")]
    told = bench.run("info", *ids[:1], archive=archive).out.decode()
    known = re.search(r"^truncated +(.*)", told, re.MULTILINE)
    said.holds(reported == (known.group(1) if known else "") and (
        trap.flag is MAY_BE_CUT or bool(re.search(trap.flag or "^$", reported))),
        lambda: f"{trap.name}: reported {reported!r}, info says {known and known.group(1)!r}")
