#!/usr/bin/env python3
"""Compares the plans that DOCX files give with those of their conversions.

    check_formats.py PROGRAM FOLDER      with FOLDER/docx/NAME.docx and FOLDER/FORMAT/NAME.FORMAT
"""

import difflib
import json
import pathlib
import re
import subprocess
import sys

FORMATS = ["doc", "rtf", "odt", "html", "pdf"]
# What is about the file and not about the document.
APART = {"source", "text", "origins", "unclaimed", "diagnostics"}
# LibreOffice saves "–" as "-" and "•" as "·" in DOC. In HTML it leaves out the sign of a bullet, and of an automatic number
# all but the count of its own level: "I-" and "Phần I." become "I.", "1.2." becomes "2.".
MARKERS = {"marker", "ordinal"}
LOST = {
    "doc": lambda marker: marker.replace("–", "-").replace("•", "·"),
    "html": lambda marker: (re.findall(r"\w+", marker) or [""])[-1],
}


def values(tree, shown):
    if isinstance(tree, dict):
        return {k: shown(v) if k in MARKERS and v else values(v, shown) for k, v in tree.items() if k != "spans"}
    return [values(v, shown) for v in tree] if isinstance(tree, list) else tree


def lines(path, form):
    plan = {k: v for k, v in json.loads(path.read_text()).items() if k not in APART}
    tree = values(plan, LOST.get(form, str))
    return json.dumps(tree, ensure_ascii=False, indent=1).splitlines()


def main(program, folder):
    work = pathlib.Path(folder)
    samples = sorted((work / "docx").glob("*.docx"))
    assert samples, "no samples"
    out = work / "out"
    folders = [work / f for f in ["docx", *FORMATS]]
    for source in folders:
        subprocess.run([program, "convert", "--quiet", source, "-o", out / source.name], check=True)
    same, differing = 0, []
    for sample in samples:
        for form in FORMATS:
            expected = lines(out / "docx" / f"{sample.name}.json", form)
            got = lines(out / form / f"{sample.stem}.{form}.json", form)
            if got == expected:
                same += 1
            else:
                difference = difflib.unified_diff(expected, got, sample.name, form, n=1, lineterm="")
                differing.append("\n".join(list(difference)[:40]))
    if differing:
        sys.exit("\n\n".join(differing[:5]) + f"\n\nformats: {len(differing)} plans differ, {same} are the same")
    print(f"formats: {same} conversions of {len(samples)} documents give the same plans as DOCX")


main(*sys.argv[1:])
