"""Files that hold others and were made to hurt: nothing is written outside, nothing explodes.

Each stands between two ordinary pages when it is added. What it holds in good order is taken in,
what it does not is refused by name.
"""

import base64
import gzip
import io
import os
import re
import struct
import warnings
import zipfile
import zlib

import harness
from measured import run_measured

MOST_SECONDS = 5.0
# A bomb is stopped at the limit for one page, 64 MB, which may stand in memory twice.
MOST_MEMORY = 256 << 20

GOOD = 5


def good_page(number: int = GOOD) -> bytes:
    return harness.page(number).encode()


def zipped(entries, method=zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of (name, bytes), names as they are and as often as they come."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, content in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo("x")
            if not isinstance(name, zipfile.ZipInfo):
                # The constructor would mend what is not a path.
                info.filename = name
                info.compress_type = method
            archive.writestr(info, content)
    return file.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info


def nested_zip(depth: int) -> bytes:
    content = zipped([("page.html", good_page(999))])
    for _ in range(depth):
        content = zipped([("inner.zip", content)])
    return content


def overlapping_zip() -> bytes:
    """Many entries of the directory that all mean the bytes of one (as Fifield's bomb does)."""
    one = zipped([("page.html", b"<p>" + b"0" * (1 << 20))])
    start = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = one[start:end]
    count = 20_000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    return one[:start] + entry * count + tail


def lying_zip(change) -> bytes:
    """A sound ZIP file with one number of its directory changed."""
    content = bytearray(zipped([("page.html", good_page())]))
    change(content, content.index(b"PK\x01\x02"))
    return bytes(content)


def put(content, at, form, value):
    struct.pack_into(form, content, at, value)


def warc(records) -> bytes:
    """Records of (type, content type, block, extra header lines, stated length or None)."""
    out = b""
    for number, (kind, content_type, block, length) in enumerate(records):
        stated = len(block) if length is None else length
        out += (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-"
                f"{number:012}>\r\nWARC-Date: 2023-01-02T03:04:05Z\r\n"
                f"WARC-Target-URI: http://x.gov.cn/{number}.html\r\nContent-Type: {content_type}\r\n"
                f"Content-Length: {stated}\r\n\r\n").encode() + block + b"\r\n\r\n"
    return out


def response(body: bytes, *lines: str) -> tuple:
    head = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *lines])
    return ("response", "application/http; msgtype=response", head.encode() + b"\r\n\r\n" + body, None)


def zeros_packed(megabytes: int, bits: int = 31) -> bytes:
    """That many megabytes of blanks, as gzip (31), zlib (15) or bare deflate (-15)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()


def multipart(boundary: str, parts) -> bytes:
    body = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    return (f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"{boundary}\"\r\n\r\n"
            .encode() + body + f"--{boundary}--\r\n".encode())


def part(content: bytes, kind="text/html", coding="binary") -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode() + content


def nested_multipart(depth: int) -> bytes:
    content = part(good_page())
    for level in range(depth):
        head, _, body = multipart(f"b{level}", [content]).partition(b"\r\n\r\n")
        content = head + b"\r\n\r\n" + body
    return multipart("outer", [part(good_page()), content])


def office(kind: str, xml: bytes) -> bytes:
    """A DOCX or OFD file whose text is that XML."""
    if kind == "docx":
        return zipped([
            ("[Content_Types].xml", b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats'
             b'.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="'
             b'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
             b'</Types>'), ("word/document.xml", xml)])
    return zipped([("OFD.xml", xml), ("Doc_0/Document.xml", xml)])


BOMB = (b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>')
OUTSIDE = BOMB.replace(b"&j;", b"&x;").replace(b"<!DOCTYPE d [", b'<!DOCTYPE d SYSTEM "file:///etc/'
                                               b'passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">')
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


# name, ending of the file, what makes it, whether its page `GOOD` has to be found, what is said of it.
FILES = [
    ("ratio", ".zip", lambda full: zipped([("a.html", b" " * (60 << 20)), ("b.html", good_page())]),
     False, "unpacks to more than"),
    ("a page over the limit", ".zip", lambda full: zipped([("a.html", os.urandom(1 << 20) * 70)]),
     False, "unpacks to more than"),
    ("nested", ".zip", lambda full: nested_zip(200 if full else 50), False, "cannot be read"),
    ("overlapping entries", ".zip", lambda full: overlapping_zip(), False, "damaged"),
    ("65,535 entries", ".zip", lambda full: zipped(
        [(f"{n}.bin", b"") for n in range(65_534 if full else 10_000)] + [("p.html", good_page())],
        zipfile.ZIP_STORED), True, None),
    ("70,000 entries", ".zip", lambda full: zipped(
        [(f"{n}.bin", b"") for n in range(70_000)] + [("p.html", good_page())], zipfile.ZIP_STORED),
     True, None),
    ("260,000 entries", ".zip", lambda full: zipped(
        [(f"{n}.html", b"") for n in range(260_000)], zipfile.ZIP_STORED), False,
     "entries cannot be"),
    ("names that lead out", ".zip", lambda full: zipped(
        [(name, good_page(900 + number)) for number, name in enumerate([
            "../escape1.html", "../../../../../../tmp/escape2.html", "/tmp/escape3.html",
            "..\\..\\escape4.html", "C:\\escape5.html", "a/../../escape6.html", "//x/escape7.html",
            "escape8\0.html", "a\nb.html", "\x1b[31m.html", "con.html", "a" * 60_000 + ".html", "",
            "./escape9.html"])] + [("p.html", good_page())]), True, None),
    ("links", ".zip", lambda full: zipped(
        [(link("escape.html"), b"/etc/passwd"), (link("folder"), b"/tmp"),
         ("folder/escape.html", good_page(901)), ("p.html", good_page())]), True, None),
    ("the same name often", ".zip", lambda full: zipped(
        [("p.html", good_page())] * 3 + [("p.html", good_page(902))]), True, None),
    ("wrong sum", ".zip", lambda full: lying_zip(lambda c, at: put(c, at + 16, "<L", 1)), False, "damaged"),
    ("lies: unpacked size", ".zip", lambda full: lying_zip(lambda c, at: put(c, at + 24, "<L", 9)), False,
     "damaged"),
    ("lies: packed size", ".zip", lambda full: lying_zip(
        lambda c, at: put(c, at + 20, "<L", 0x7FFFFFFF)), False, "damaged"),
    ("lies: offset", ".zip", lambda full: lying_zip(lambda c, at: put(c, at + 42, "<L", 0xFFFFFFF0)),
     False, "damaged"),
    ("lies: ZIP64", ".zip", lambda full: lying_zip(lambda c, at: put(c, at + 42, "<L", 0xFFFFFFFF)),
     False, "damaged"),
    ("cut", ".zip", lambda full: zipped([("page.html", good_page())])[:-30], False, "damaged"),
    ("gzip bomb", ".warc.gz", lambda full: gzip.compress(warc([("resource", "text/html", good_page(), None)]))
     + zeros_packed(1024 if full else 100), True, "more than"),
    ("WARC of one endless line", ".warc.gz", lambda full: gzip.compress(b"WARC/1.0\r\nX: " + b"x" * (
        (100 if full else 20) << 20)), False, "unpacks to more|damaged"),
    ("gzip in WARC", ".warc", lambda full: warc([
        response(good_page()), response(zeros_packed(1024 if full else 200), "Content-Encoding: gzip")]),
     True, "unpacks to more than"),
    ("gzip in gzip in WARC", ".warc", lambda full: warc([
        response(good_page()), response(gzip.compress(zeros_packed(300)),
                                        "Content-Encoding: gzip, gzip")]), True, None),
    ("deflate in WARC", ".warc", lambda full: warc([
        response(good_page()), response(zeros_packed(200, 15), "Content-Encoding: deflate")]), True,
     "unpacks to more than"),
    ("chunks that lie", ".warc", lambda full: warc([
        response(good_page()), response(b"FFFFFFFFFFFFFFFF\r\n<p>x</p>\r\n0\r\n\r\n",
                                        "Transfer-Encoding: chunked")]), True, None),
    ("a length too long", ".warc", lambda full: warc([
        ("resource", "text/html", good_page(), None), ("resource", "text/html", b"<p>x</p>", 10 ** 15)]),
     True, "damaged"),
    ("a length beyond numbers", ".warc", lambda full: warc([
        ("resource", "text/html", good_page(), None), ("resource", "text/html", b"<p>", 10 ** 30)]), True,
     "damaged"),
    ("a length below nothing", ".warc", lambda full: warc([
        ("resource", "text/html", good_page(), None), ("resource", "text/html", b"<p>", -1)]), True,
     "damaged"),
    ("a length too short", ".warc", lambda full: warc([
        ("resource", "text/html", good_page(), None), ("resource", "text/html", good_page(6), 10)]), True,
     "damaged"),
    ("many empty records", ".warc", lambda full: warc([("resource", "text/html", good_page(), None)])
     + warc([("resource", "image/png", b"", None)]) * (100_000 if full else 10_000), True, None),
    ("nested multiparts", ".mhtml", lambda full: nested_multipart(300 if full else 50), True, None),
    ("many parts", ".mhtml", lambda full: multipart("b", [part(good_page())] + [part(b"<p>x")] * (
        100_000 if full else 30_000)), False, "too many parts"),
    ("many boundary lines", ".mhtml", lambda full: multipart("b", [part(good_page())]).replace(
        b"--b--", b"--b\r\n" * 500_000), True, None),
    ("quoted-printable", ".mhtml", lambda full: multipart("b", [part(
        good_page() + b"=3D=E6=B2=B3=\r\n" * (500_000 if full else 100_000) + b"=Z=", coding="quoted-printable"
    )]), False, None),
    ("base64", ".mhtml", lambda full: multipart("b", [
        part(base64.encodebytes(good_page()) + b"=" * 1_000_000 + b"!" * 1_000_000, coding="base64")]),
     True, None),
    ("quoted-printable without line ends", ".mhtml", lambda full: multipart("b", [
        part(good_page() + b"=\r" * (2_000_000 if full else 300_000), coding="quoted-printable")]), False,
     None),
    ("multipart in itself", ".mhtml", lambda full: multipart("b", [
        part(good_page()), b"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"]), True, None),
    ("entities in DOCX", ".docx", lambda full: office("docx", BOMB), False, None),
    ("files outside in DOCX", ".docx", lambda full: office("docx", OUTSIDE), False, None),
    ("entities in OFD", ".ofd", lambda full: office("ofd", BOMB), False, None),
    ("files outside in OFD", ".ofd", lambda full: office("ofd", OUTSIDE), False, None),
    ("deep DOCX", ".docx", lambda full: office("docx", WORD + b"<w:p>" * 100_000), False, None),
    ("attributes in DOCX", ".docx", lambda full: office(
        "docx", WORD + b"<w:p " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>"), False, None),
]


def run(bench: harness.Bench) -> None:
    bounds = bench.promise("hostile ZIP, WARC, MHTML and office files end in bounds, none crashes")
    outside = bench.promise("nothing is written outside the archive, nothing outside is read")
    kept = bench.promise("what is good in them, and pages beside them, is kept; the rest is named")
    for case in bench.random.sample(FILES, bench.amount(len(FILES), 25)):
        judge(bench, case, bounds, outside, kept)


def judge(bench, case, bounds, outside, kept) -> None:
    name, ending, make, holds_good, said = case
    with bench.folder("file") as folder:
        archive = folder / "archive"
        bench.pages(folder / "in", 1, first=1)
        bench.pages(folder / "in", 1, first=70_000)
        hostile = folder / "in" / f"page-5{ending}"
        hostile.write_bytes(make(bench.full))
        bench.run("init", archive=archive)
        before = files(folder, archive)
        added = run_measured(bench, "add", folder / "in", archive=archive)
        extracted = run_measured(bench, "extract", hostile)
        for what, ended in (("add", added), ("extract", extracted)):
            size = 12 * hostile.stat().st_size
            bounds.holds(not ended.crashed and ended.code in (0, 3) and ended.cpu <= MOST_SECONDS
                         and ended.peak <= MOST_MEMORY + size, lambda: (
                f"{name}{ending}, {what}: {ended.cpu:.1f} s, {ended.peak >> 20} MB, {ended}"))
        outside.holds(files(folder, archive) == before and not os.path.exists("/tmp/escape2.html")
                      and not os.path.exists("/tmp/escape3.html"), lambda: (
            f"{name}: {sorted(files(folder, archive) ^ before)}"))
        shown = bench.run("export", archive=archive).out
        outside.holds(b"root:x:0:0" not in shown, f"{name}: /etc/passwd is in the archive")
        wanted = [1, 70_000] + ([GOOD] if holds_good else [])
        for number in wanted:
            answer = bench.run("search", f'"{harness.marker(number)}"', archive=archive)
            kept.holds(answer.code == 0, lambda: f"{name}{ending}: page {number}: {answer}; {added}")
        if said:
            kept.holds(re.search(said, added.err.decode(errors="replace")) is not None,
                       lambda: f"{name}{ending}: no {said!r} in {added}")


def files(folder, archive) -> set[str]:
    """The paths below the folder that are not the archive's."""
    return {str(path) for path in folder.rglob("*") if archive not in path.parents}
