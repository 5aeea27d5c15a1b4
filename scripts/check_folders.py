#!/usr/bin/env python3
"""Folder runs at work: one thread and two, killed and resumed, a full disk, peak memory.

    check_folders.py PROGRAM FILES [SOURCE ...]
"""

import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

import make_folder

SHAPES = ["json", "ndjson", "csv", "xlsx", "ics"]
KILLS = 20
MEMORY_MIB = 300


def run(program, *args, **options):
    return subprocess.run([program, "convert", "--quiet", *map(str, args)], capture_output=True, text=True, **options)


def tree(folder):
    """Every file but those that tell of the run instead of the documents."""
    apart = {"journal.ndjson", "lock"}
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file() and f.name not in apart}


def same(one, other, what):
    one, other = tree(one), tree(other)
    if one != other:
        differing = sorted(k for k in one.keys() | other.keys() if one.get(k) != other.get(k))
        sys.exit(f"{what}: {len(differing)} files differ, such as {differing[:5]}")


def threads(program, docs, count, work):
    took = {}
    for shape in SHAPES:
        for jobs in (1, 2):
            started = time.monotonic()
            run(program, docs, "-o", work / f"clean{jobs}-{shape}", "--format", shape, "-j", jobs)
            took[shape, jobs] = time.monotonic() - started
    # Measured before this script holds any tree: a child starts with the memory of its parent.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"folders: {count} files in {len(SHAPES)} formats on 1 and 2 threads, {sum(took.values()):.1f} s, peak {peak:.0f} MiB")
    assert peak <= MEMORY_MIB, f"more than {MEMORY_MIB} MiB"
    for shape in SHAPES:
        same(work / f"clean1-{shape}", work / f"clean2-{shape}", f"{shape}, 1 and 2 threads")
    print("folders: the same bytes on 1 and 2 threads")
    return took


def kills(program, docs, took, work):
    chance = random.Random()
    ended = 0
    for n in range(KILLS):
        shape = SHAPES[n % len(SHAPES)]
        out = work / f"killed{n}-{shape}"
        command = [program, "convert", "--quiet", docs, "-o", out, "--format", shape, "-j", "2"]
        command = list(map(str, command))
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0, took[shape, 2]))
            process.send_signal(signal.SIGKILL)
            ended += process.wait() != -signal.SIGKILL
        subprocess.run(command, stderr=subprocess.DEVNULL)
        same(work / f"clean1-{shape}", out, f"{shape}, killed and resumed")
        assert not any((out / ".kehoach" / "tmp").iterdir()), "a draft is left over"
        subprocess.run(["rm", "-rf", out])
    print(f"folders: killed {KILLS} times at random moments ({ended} had ended before), each time resumed to the same bytes")


def full_disk(program, docs, work):
    disk = work / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", disk], capture_output=True).returncode:
        print("folders: full disk not checked, no disk can be mounted here")
        return
    try:
        result = run(program, docs, "-o", disk / "out", "-j", 2)
        assert result.returncode == 1, result.returncode
        assert "No space left on device" in result.stderr and "make room there" in result.stderr, result.stderr[-500:]
        subprocess.run(["mount", "-o", "remount,size=1g", disk], check=True)
        run(program, docs, "-o", disk / "out", "-j", 2)
        same(work / "clean1-json", disk / "out", "after a full disk")
    finally:
        subprocess.run(["umount", disk])
    print("folders: a full disk is told, and the run goes on when there is room")


def main(program, count, *sources):
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        docs = work / "docs"
        make_folder.main(docs, count, *sources)
        took = threads(program, docs, count, work)
        kills(program, docs, took, work)
        full_disk(program, docs, work)


if __name__ == "__main__":
    os.environ.pop("CARGO_TARGET_DIR", None)
    main(*sys.argv[1:])
