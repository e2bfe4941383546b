#!/usr/bin/env python3
"""Draws PDFs again as OFD files: characters where pdfplumber finds them, lines, areas and pictures.

usage: formats_ofd.py FOLDER_OF_PDFS FOLDER_OF_OFDS
"""
import pathlib, sys, xml.sax.saxutils, zipfile

import pdfplumber

MM = 25.4 / 72
NAMESPACE = "xmlns:ofd='http://www.ofdspec.org/2016'"


def text_objects(chars):
    """One object for characters that follow each other on a line in one size, each at its distance."""
    runs = []
    for c in chars:
        upright = c["upright"]
        last = runs[-1][-1] if runs else None
        same = last and upright and last["upright"] and abs(last["top"] - c["top"]) < 0.1 and last["size"] == c["size"] and last["x0"] < c["x0"] < last["x1"] + 20
        if same:
            runs[-1].append(c)
        elif upright:
            runs.append([c])
    for run in runs:
        first, size = run[0], run[0]["size"]
        text = "".join(c["text"] if len(c["text"]) == 1 else "\ufffd" for c in run)
        distances = " ".join(f"{(b['x0'] - a['x0']) * MM:.4f}" for a, b in zip(run, run[1:]))
        delta = f" DeltaX='{distances}'" if distances else ""
        width, height = (run[-1]["x1"] - first["x0"]) * MM, (first["bottom"] - first["top"]) * MM
        yield (
            f"<ofd:TextObject ID='1' Font='1' Size='{size * MM:.4f}' Boundary='{first['x0'] * MM:.4f} {first['top'] * MM:.4f} {width:.4f} {height:.4f}'>"
            f"<ofd:TextCode X='0' Y='{height * 0.85:.4f}'{delta}>{xml.sax.saxutils.escape(text)}</ofd:TextCode></ofd:TextObject>"
        )


def path_objects(page):
    for line in page.lines:
        x0, y0, x1, y1 = (line[k] * MM for k in ("x0", "top", "x1", "bottom"))
        width = max(float(line.get("linewidth") or 1) * MM, 0.05)
        yield path(x0, y0, x1 - x0, y1 - y0, f"M 0 0 L {x1 - x0:.4f} {y1 - y0:.4f}", f"LineWidth='{width:.3f}'")
    for rect in page.rects:
        x0, y0, x1, y1 = (rect[k] * MM for k in ("x0", "top", "x1", "bottom"))
        w, h = x1 - x0, y1 - y0
        paint = f"Fill='{str(bool(rect['fill'])).lower()}' Stroke='{str(bool(rect['stroke'])).lower()}'"
        yield path(x0, y0, w, h, f"M 0 0 L {w:.4f} 0 L {w:.4f} {h:.4f} L 0 {h:.4f} C", paint)
    for curve in page.curves:
        points = [((x - curve["x0"]) * MM, (y - curve["top"]) * MM) for x, y in curve["pts"]]
        data = " L ".join(f"{x:.4f} {y:.4f}" for x, y in points)
        paint = f"Fill='{str(bool(curve['fill'])).lower()}' Stroke='{str(bool(curve['stroke'])).lower()}'"
        yield path(curve["x0"] * MM, curve["top"] * MM, curve["width"] * MM, curve["height"] * MM, f"M {data}", paint)


def path(x, y, w, h, data, paint):
    return f"<ofd:PathObject ID='2' Boundary='{x:.4f} {y:.4f} {w:.4f} {h:.4f}' {paint}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"


def convert(pdf, ofd):
    pages = []
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            images = "".join(
                f"<ofd:ImageObject ID='3' ResourceID='4' Boundary='{i['x0'] * MM:.3f} {i['top'] * MM:.3f} {i['width'] * MM:.3f} {i['height'] * MM:.3f}'/>"
                for i in page.images
            )
            drawn = "".join(path_objects(page)) + "".join(text_objects(page.chars)) + images
            box = f"<ofd:Area><ofd:PhysicalBox>0 0 {float(page.width) * MM:.2f} {float(page.height) * MM:.2f}</ofd:PhysicalBox></ofd:Area>"
            pages.append(f"<ofd:Page {NAMESPACE}>{box}<ofd:Content><ofd:Layer ID='5' Type='Body'>{drawn}</ofd:Layer></ofd:Content></ofd:Page>")
    listed = "".join(f"<ofd:Page ID='{n + 10}' BaseLoc='Pages/Page_{n}/Content.xml'/>" for n in range(len(pages)))
    with zipfile.ZipFile(ofd, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {NAMESPACE} DocType='OFD' Version='1.0'><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {NAMESPACE}><ofd:CommonData/><ofd:Pages>{listed}</ofd:Pages></ofd:Document>")
        for n, page in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/Page_{n}/Content.xml", page)


def main():
    source, target = map(pathlib.Path, sys.argv[1:3])
    target.mkdir(parents=True, exist_ok=True)
    for pdf in sorted(source.glob("*.pdf")):
        convert(pdf, target / f"{pdf.stem}.ofd")


main()
