#!/usr/bin/env python3
"""Writes fixtures/documents/notice.ofd: two pages after GB/T 33190-2016, set by GB/T 9704-2012.

Run by hand, in the folder of the repository; the same text gives the same bytes.
"""
import zipfile

OUTPUT = "fixtures/documents/notice.ofd"
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
LEFT, TOP, SIZE, PITCH, COLUMNS, ROWS = 28.0, 43.0, 5.5, 9.9, 28, 21

# How a paragraph is set, and its text; a title may have several lines.
TEXT = [
    ("head", "云溪市生态环境局文件"),
    ("centre", "云环发〔2023〕18号"),
    ("blank", ""),
    ("title", "云溪市生态环境局关于开展2023年度"),
    ("title", "入河排污口排查整治工作的通知"),
    ("blank", ""),
    ("flush", "各县（市、区）生态环境分局："),
    ("body", "为落实《云溪市水污染防治行动方案》要求，进一步改善松江干流水质，现就开展2023年度入河排污口排查整治工作的有关事项通知如下。"),
    ("body", "一、排查范围"),
    ("body", "松江干流云溪段及其主要支流，岸线长度约126公里，涉及5个县（市、区）、31个乡镇。排查对象包括工业排污口、城镇污水处理厂排污口、农业排口和其他排口。"),
    ("body", "二、工作安排"),
    ("body", "（一）全面排查。各分局应当在6月底前完成人工徒步排查，建立排污口名录，做到一口一档、有口皆查。对暗管、渗井等隐蔽排污口，可以采用无人机航测、管道机器人等手段辅助排查。"),
    ("body", "（二）溯源监测。7月至9月开展水质监测和溯源，查清污水来源，明确责任主体，无法溯源的由属地乡镇人民政府作为责任主体。"),
    ("body", "（三）分类整治。按照依法取缔一批、清理合并一批、规范整治一批的原则，制定一口一策整治方案，确保2024年底前完成整治任务的八成以上，其余的在2025年底前全部完成。"),
    ("body", "三、保障措施"),
    ("body", "各分局要落实属地责任，每月25日前报送工作进展。市局将工作情况纳入年度考核，对弄虚作假、敷衍塞责的，依照规定追究责任。"),
    ("blank", ""),
    ("sign", "云溪市生态环境局"),
    ("sign", "2023年5月16日"),
    ("body", "（此件公开发布）"),
]


def rows():
    """Yields x, size and text of each row, or None for an empty one."""
    for kind, text in TEXT:
        if kind == "blank":
            yield None
        elif kind in ("head", "title", "centre"):
            size = {"head": 11.0, "title": 7.7, "centre": SIZE}[kind]
            yield LEFT + (COLUMNS * SIZE - width(text) * size) / 2, size, text
        elif kind == "sign":
            yield LEFT + (COLUMNS - 4 - width(text)) * SIZE, SIZE, text
        else:
            indent = 2 if kind == "body" else 0
            while text:
                end = fitting(text, COLUMNS - indent)
                yield LEFT + indent * SIZE, SIZE, text[:end]
                text, indent = text[end:], 0


def width(text):
    return sum(0.5 if ord(character) < 0x80 else 1 for character in text)


def fitting(text, columns):
    """As many characters as a row takes; marks hang over its end, figures stay together."""
    end = 0
    while end < len(text) and width(text[: end + 1]) <= columns:
        end += 1
    while 0 < end < len(text) and text[end - 1].isascii() and text[end].isascii():
        end -= 1
    if end < len(text) and text[end] in "，。、；：）》":
        end += 1
    return end


def text_object(number, x, y, size, text):
    """One TextObject; its box begins at the top of the row, the baseline is below."""
    steps = [size * width(character) for character in text]
    if len(set(steps[:-1])) == 1 and len(steps) > 2:
        delta = f"g {len(steps) - 1} {steps[0]:g}"
    else:
        delta = " ".join(f"{step:g}" for step in steps[:-1])
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{x:g} {y - size:g} {sum(steps):g} {size * 1.2:g}" '
        f'Font="2" Size="{size:g}"><ofd:TextCode X="0" Y="{size:g}" DeltaX="{delta}">{text}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def pages():
    page, row = [], 0
    for line in rows():
        if line:
            page.append((line[0], TOP + row * PITCH, line[1], line[2]))
        row += 1
        if row == ROWS:
            yield page
            page, row = [], 0
    if page:
        yield page


def content(number, lines):
    lines = lines + [(LEFT + (0 if number % 2 == 0 else 24) * SIZE, 270.0, 4.9, f"— {number} —")]
    objects = "".join(text_object(100 * number + i, *line) for i, line in enumerate(lines))
    return (
        f'<ofd:Page {NAMESPACE}><ofd:Template TemplateID="3" ZOrder="Background"/>'
        f'<ofd:Content><ofd:Layer ID="{90 + number}">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def main():
    made = list(pages())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    places = "".join(
        f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(made))
    )
    parts = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>0f1e2d3c4b5a69788796a5b4c3d2e1f0</ofd:DocID><ofd:Title>排污口通知</ofd:Title>"
        "<ofd:CreationDate>2023-05-15</ofd:CreationDate></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        '<ofd:TemplatePage ID="3" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{places}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" '
        'FontName="FangSong" FamilyName="仿宋"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Tpls/Tpl_0/Content.xml": f'<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="4">'
        + text_object(5, LEFT, 25.0, 4.9, "云溪市电子公文模板")
        + "</ofd:Layer></ofd:Content></ofd:Page>",
    }
    for index, lines in enumerate(made):
        parts[f"Doc_0/Pages/Page_{index}/Content.xml"] = content(index + 1, lines)
    with zipfile.ZipFile(OUTPUT, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2023, 5, 15, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, head + text)


if __name__ == "__main__":
    main()
