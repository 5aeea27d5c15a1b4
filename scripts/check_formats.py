#!/usr/bin/env python3
"""Compares the plans that DOCX files give with those of their conversions.

    check_formats.py PROGRAM FOLDER      with FOLDER/docx/NAME.docx and FOLDER/FORMAT/NAME.FORMAT
"""

import difflib
import json
import pathlib
import subprocess
import sys

FORMATS = ["doc", "rtf", "odt", "html", "pdf"]
# What is about the file and not about the document.
APART = {"source", "text", "origins", "unclaimed", "diagnostics", "spans"}
# LibreOffice does not write the words of automatic numbers into HTML: "I-" and "Phần I." come out as "I.", "+" as a
# bullet of its list.
LOST = {("html", "automatic")}


def values(tree):
    if isinstance(tree, dict):
        return {k: values(v) for k, v in tree.items() if k not in APART}
    return [values(v) for v in tree] if isinstance(tree, list) else tree


def lines(path):
    return json.dumps(values(json.loads(path.read_text())), ensure_ascii=False, indent=1).splitlines()


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
        expected = lines(out / "docx" / f"{sample.name}.json")
        for form in FORMATS:
            if any(form == f and word in sample.name for f, word in LOST):
                continue
            got = lines(out / form / f"{sample.stem}.{form}.json")
            if got == expected:
                same += 1
            else:
                difference = difflib.unified_diff(expected, got, sample.name, form, n=1, lineterm="")
                differing.append("\n".join(list(difference)[:40]))
    if differing:
        sys.exit("\n\n".join(differing[:5]) + f"\n\nformats: {len(differing)} plans differ, {same} are the same")
    print(f"formats: {same} conversions of {len(samples)} documents give the same plans as DOCX")


main(*sys.argv[1:])
