#!/usr/bin/env python3
"""The Spark job against the local run, on the same files.

    check_spark.py PROGRAM FILES [SOURCE ...]
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import make_folder
import pyarrow.parquet
import pyspark

ROOT = pathlib.Path(__file__).resolve().parent.parent


def local(program, docs):
    output = subprocess.run([program, "convert", "--quiet", docs, "--format", "ndjson"], capture_output=True, text=True)
    plans = {}
    for line in output.stdout.splitlines():
        plan = json.loads(line)
        plans[plan.pop("name")] = plan
    return plans, {line.split(": ")[1] for line in output.stderr.splitlines()}


def spark(program, docs, out):
    submit = pathlib.Path(pyspark.__file__).parent / "bin" / "spark-submit"
    job = ROOT / "examples" / "spark" / "kehoach_spark.py"
    settings = ["spark.ui.enabled=false", "spark.log.level=WARN", "spark.sql.shuffle.partitions=2"]
    settings = [word for setting in settings for word in ("--conf", setting)]
    command = [submit, "--master", "local[2]", "--files", program, *settings, job, docs, out]
    # Spark leaves a folder where it runs.
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=out.parent)
    if result.returncode:
        sys.exit(result.stdout[-5000:] + result.stderr[-5000:])


def table(folder):
    return pyarrow.parquet.read_table(folder).to_pylist()


def main(program, count, *sources):
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        docs, out = work / "văn bản", work / "out"
        # Sent along, it keeps the name of its file.
        program = shutil.copy(program, work / "kehoach")
        make_folder.main(docs, count, *sources)
        (docs / "hỏng.pdf").write_bytes(b"%PDF-1.7 and no more")
        plans, failed = local(program, docs)
        started = time.monotonic()
        spark(program, docs, out)
        took = time.monotonic() - started
        rows = table(out / "documents")
        assert len(rows) == len(plans) + len(failed), (len(rows), len(plans), len(failed))
        assert {row["name"] for row in rows if row["error_code"]} == {os.path.relpath(f, docs) for f in failed}
        for row in rows:
            if not row["error_code"]:
                assert json.loads(row["plan"]) == plans[row["name"]], row["name"]
                assert row["task_count"] == len(plans[row["name"]]["tasks"])
        tasks = {(row["name"], row["id"]): row for row in table(out / "tasks")}
        expected = {(name, task["id"]): task for name, plan in plans.items() for task in plan["tasks"]}
        assert tasks.keys() == expected.keys()
        for key, task in expected.items():
            assert tasks[key]["title"]["text"] == task["title"]["text"], key
            assert [a["name"] for a in tasks[key]["lead"]] == [a["name"] for a in task["lead"]], key
            assert (tasks[key]["time"] or {}).get("end") == (task["time"] or {}).get("end"), key
    print(f"spark: {len(rows)} documents and {len(tasks)} tasks equal the local run, {took:.0f} s with Spark's start")


if __name__ == "__main__":
    main(*sys.argv[1:])
