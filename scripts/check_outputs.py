#!/usr/bin/env python3
"""Opens the sample's workbook and calendar (tests/outputs.rs) with openpyxl and icalendar.

    check_outputs.py FOLDER      with sample.xlsx, sample.ics, tasks.csv, again/sample.xlsx (LibreOffice's own copy)
"""

import csv
import datetime
import pathlib
import sys

import icalendar
import openpyxl

SHEETS = ["Tasks", "Documents", "Agencies", "Diagnostics"]


def column(sheet, heading):
    headings = [c.value for c in sheet[1]]
    return [row[headings.index(heading)].value for row in sheet.iter_rows(min_row=2)]


def check_workbook(path, ours):
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == SHEETS, book.sheetnames
    tasks = book["Tasks"]
    due = column(tasks, "Hoàn thành")
    assert due == [datetime.datetime(2026, 6, 30), "15/12 hằng năm", None], due
    assert column(tasks, "Ngày ban hành") == [datetime.datetime(2026, 3, 6)] * 3
    assert column(tasks, "Nhiệm vụ")[2] == "=2+3 là tên một mục", "text, not a formula"
    assert all(c.data_type != "f" for row in tasks.iter_rows() for c in row)
    assert column(tasks, "Chủ trì")[0] == "Sở Y tế"
    assert column(book["Agencies"], "Cơ quan")[2] == "Ủy ban nhân dân các xã, phường"
    assert column(book["Documents"], "Số nhiệm vụ") == [3]
    assert column(book["Diagnostics"], "Mã") == ["outline-number-gap", "damaged"]
    if not ours:
        return
    for sheet in book:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref == sheet.dimensions, (sheet.auto_filter.ref, sheet.dimensions)
        assert all(c.font.bold for c in sheet[1]), sheet.title
    assert tasks["H2"].alignment.wrap_text
    assert tasks.column_dimensions["H"].width > 40


def check_calendar(path):
    text = path.read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")
    calendar = icalendar.Calendar.from_ical(text)
    events = list(calendar.walk("VEVENT"))
    days = [e.decoded("DTSTART") for e in events]
    assert days == [datetime.date(2026, 6, 30), datetime.date(2026, 12, 15)], days
    assert len({e["UID"] for e in events}) == len(events)
    assert events[1]["RRULE"]["FREQ"] == ["YEARLY"]
    assert str(events[0]["SUMMARY"]) == 'Kiểm tra, giám sát, "xử lý" ổ dịch', events[0]["SUMMARY"]
    lines = str(events[0]["DESCRIPTION"]).split("\n")
    for line in ["Chủ trì: Sở Y tế", "Văn bản: 12/KH-SYT, Sở Y tế", "Nguồn: xã/12-kh-syt.txt, mục II.1"]:
        assert line in lines, (line, lines)
    assert not any(e.errors for e in events)


def check_table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["Hoàn thành"] for r in rows] == ["2026-06-30", "15/12 hằng năm", ""]


folder = pathlib.Path(sys.argv[1])
check_workbook(folder / "sample.xlsx", True)
check_workbook(folder / "again" / "sample.xlsx", False)
check_calendar(folder / "sample.ics")
check_table(folder / "tasks.csv")
print("outputs: openpyxl, LibreOffice and icalendar read what was written")
