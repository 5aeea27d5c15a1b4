#!/usr/bin/env python3
"""Reads a folder or bucket of documents with kehoach on every core of a cluster.

    spark-submit --files target/release/kehoach kehoach_spark.py INPUT OUTPUT [ARGUMENT ...]

INPUT   a folder as Spark names it: /data/van-ban, hdfs:///van-ban, s3a://bucket/van-ban
OUTPUT  where the tables go: OUTPUT/documents and OUTPUT/tasks, Parquet
Further arguments go to `kehoach pipe`: --timeout 120, --max-pages 500 ...

Each partition runs one `kehoach pipe`: requests go in as NDJSON, one answer a document comes back, in order. A document that cannot
be read is a row with `error_code` and `error_message`; it never fails the job.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import threading

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

DOCUMENTS = "*.{txt,TXT,md,docx,DOCX,doc,DOC,pdf,PDF,html,htm,rtf,odt}"
# Whole files travel in these batches: few at a time.
FILES_A_BATCH = 16

COLUMNS = pa.schema(
    [
        ("name", pa.string()),  # path below INPUT, as `kehoach convert` names it
        ("number", pa.string()),
        ("issued", pa.string()),  # ISO 8601
        ("issuer", pa.string()),
        ("kind", pa.string()),
        ("subject", pa.string()),
        ("task_count", pa.int32()),
        ("sha256", pa.string()),
        ("error_code", pa.string()),
        ("error_message", pa.string()),
        ("plan", pa.string()),  # the whole plan as JSON
    ]
)
COLUMNS_DDL = ", ".join(f"{f.name} {'int' if f.type == pa.int32() else 'string'}" for f in COLUMNS)

AGENCIES = "array<struct<text: string, name: string, kind: string, collective: boolean, scope: string>>"
TEXT = "struct<text: string, spans: array<array<int>>>"
TASKS = f"""struct<tasks: array<struct<
    id: string, origin: string, at: string, ordinal: string, title: {TEXT},
    details: array<struct<text: string, marker: string>>,
    lead: {AGENCIES}, coordinating: {AGENCIES}, implementing: {AGENCIES}, supervising: {AGENCIES},
    time: struct<text: string, kind: string, start: string, end: string, every: string>,
    deliverables: array<{TEXT}>, funding: {TEXT}, note: {TEXT}>>>"""


def program():
    """The program sent along with --files, or the one that every node has."""
    sent = SparkFiles.get("kehoach")
    path = sent if os.path.exists(sent) else shutil.which("kehoach")
    if path is None:
        raise FileNotFoundError("kehoach is not on this node: send it along with --files")
    if not os.access(path, os.X_OK):
        os.chmod(path, 0o755)
    return path


def row(answer):
    """The columns of an answer: a plan, or an error."""
    result = json.loads(answer)
    name, error = result.pop("name"), result.get("error")
    if error:
        return {"name": name, "error_code": error["code"], "error_message": error["message"]}
    header, subject = result["header"], result["title"]["subject"]
    date = header["date"] or {}
    whole = all(date.get(part) for part in ("year", "month", "day"))
    return {
        "name": name,
        "number": header["number"] and header["number"]["text"],
        "issued": f"{date['year']:04}-{date['month']:02}-{date['day']:02}" if whole else None,
        "issuer": header["issuer"] and header["issuer"]["name"],
        "kind": result["title"]["kind"],
        "subject": subject and subject["text"],
        "task_count": len(result["tasks"]),
        "sha256": result["source"]["sha256"],
        "plan": json.dumps(result, ensure_ascii=False, separators=(",", ":")),
    }


def reader(root, arguments):
    """A function for mapInArrow: batches of files in, batches of rows out."""

    def read(batches):
        command = [program(), "pipe", "-j", "1", *arguments]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as pipe:
            for batch in batches:
                # Asked on a thread of its own: the program answers while it is still being asked.
                asking = threading.Thread(target=ask, args=(pipe.stdin, batch, root))
                asking.start()
                rows = [row(pipe.stdout.readline()) for _ in range(batch.num_rows)]
                asking.join()
                yield pa.RecordBatch.from_pylist(rows, schema=COLUMNS)
            pipe.stdin.close()

    return read


def ask(requests, batch, root):
    for path, content in zip(batch.column("path"), batch.column("content")):
        request = {"name": below(root, path.as_py()), "content": base64.b64encode(content.as_py()).decode()}
        requests.write(json.dumps(request).encode() + b"\n")
    requests.flush()


def below(root, path):
    """`file:/data/van-ban/a/x.docx` below `/data/van-ban` is `a/x.docx`."""
    return without_scheme(path).removeprefix(root).lstrip("/")


def without_scheme(path):
    return re.sub(r"^[a-z0-9]+:(//[^/]*)?(?=/)", "", path)


def main(source, target, *arguments):
    spark = SparkSession.builder.appName("kehoach").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(FILES_A_BATCH))
    root = without_scheme(source if ":/" in source else os.path.abspath(source)).rstrip("/")
    files = (
        spark.read.format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", DOCUMENTS)
        .load(source)
        .select("path", "content")
    )
    documents = files.mapInArrow(reader(root, arguments), COLUMNS_DDL)
    documents.write.mode("overwrite").parquet(f"{target}/documents")

    # The tasks are taken from the table just written: no document is read twice.
    written = spark.read.parquet(f"{target}/documents").where("plan is not null")
    task = F.explode(F.from_json("plan", TASKS)["tasks"]).alias("task")
    tasks = written.select("name", "number", "issued", "issuer", task).select("name", "number", "issued", "issuer", "task.*")
    tasks.write.mode("overwrite").parquet(f"{target}/tasks")
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
