#!/usr/bin/env python3
"""Fills a folder with N documents, made by copying and varying others.

    scripts/make_folder.py OUT N [FOLDER_OR_FILE ...]

Without sources, the shipped fixtures are taken. Numbers, dates and counts in texts are changed, containers get another comment:
no two files have the same bytes, and the same call gives the same files.
"""

import io
import pathlib
import random
import re
import sys
import zipfile

ENDINGS = {".txt", ".md", ".docx", ".pdf", ".html", ".htm", ".rtf", ".odt", ".doc"}
FOLDERS = ["", "Sở Y tế", "xã An Phú", "xã An Phú/năm 2025", "phòng/kế hoạch"]
TEMPLATE = """\
ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
Số: 1/KH-UBND
An Bình, ngày 06 tháng 3 năm 2026

KẾ HOẠCH
Chuyển đổi số năm 2026

I. NHIỆM VỤ
1. Rà soát, cập nhật danh mục
- Cơ quan chủ trì: Sở Khoa học và Công nghệ
- Cơ quan phối hợp: Công an tỉnh, UBND các xã, phường
- Thời gian thực hiện: trước ngày 30/6/2026
- Sản phẩm: Báo cáo
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính: bố trí kinh phí trước ngày 15/12 hằng năm.
Trên đây là Kế hoạch chuyển đổi số./.
"""


def sources(paths):
    for path in map(pathlib.Path, paths):
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (f for f in files if f.suffix.lower() in ENDINGS and f.is_file())


def varied(ending, data, n):
    chance = random.Random(n)
    if ending in {".txt", ".md"}:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return data + b"\n" * (n % 97)
        text = re.sub(r"(?<=Số: )\d+(?=/)", str(n + 1), text)
        text = re.sub(r"\b202\d\b", lambda m: str(2024 + (int(m[0]) + n) % 6), text)
        return (text.rstrip("\n") + f"\nLần {n}" + "\n" * chance.randint(1, 5)).encode()
    if ending in {".docx", ".odt"}:
        try:
            return with_comment(data, f"{n}".encode())
        except zipfile.BadZipFile:
            return data
    if ending == ".pdf":
        return data + f"\n% {n}\n".encode()
    if ending in {".html", ".htm"}:
        return data + f"\n<!-- {n} -->\n".encode()
    return data + b"\n" * (n % 97 if ending == ".rtf" else 0)


def with_comment(data, comment):
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = comment
    return buffer.getvalue()


def main(out, count, *paths):
    root = pathlib.Path(__file__).resolve().parent.parent
    found = list(sources(paths or [root / "fixtures"]))
    originals = [(f.suffix.lower(), f.stem, f.read_bytes()) for f in found] or [(".txt", "mau", TEMPLATE.encode())]
    for n in range(int(count)):
        ending, stem, data = originals[n % len(originals)]
        folder = pathlib.Path(out) / FOLDERS[n % len(FOLDERS)]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{n:06}-{stem[:60]}{ending}").write_bytes(varied(ending, data, n))


if __name__ == "__main__":
    main(*sys.argv[1:])
