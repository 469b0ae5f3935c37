"""Copy the float16 weights of a run into OUT, as many shards a call as leave the machine with one.

python -m kiln.gpu.collect kiln-b --part 1 --out $OUT
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

# A call returns 64 MiB in at most 8 files.
CALL_BYTES, CALL_FILES = 64 * 1024 * 1024, 8


def parts(files: list[dict], most_bytes: int = CALL_BYTES, most_files: int = CALL_FILES) -> list[list[dict]]:
    """A manifest's files in groups that fit one call each, with the manifest itself and some room for it."""
    groups: list[list[dict]] = [[]]
    for file in files:
        size = sum(f["bytes"] for f in groups[-1]) + file["bytes"]
        if groups[-1] and (size > most_bytes - 65536 or len(groups[-1]) + 2 > most_files):
            groups.append([])
        groups[-1].append(file)
    return groups


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="the run's name, such as kiln-b")
    parser.add_argument("--part", type=int, required=True, help="from 1 on; the call says how many there are")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("."), help="where runs/ is kept")
    args = parser.parse_args()
    model = args.work / "runs" / args.name / "model"
    groups = parts(json.loads((model / "manifest.json").read_text())["files"])
    if not 1 <= args.part <= len(groups):
        raise SystemExit(f"--part {args.part}: the model has parts 1 to {len(groups)}")
    args.out.mkdir(parents=True, exist_ok=True)
    for name in ["manifest.json", *(f["path"] for f in groups[args.part - 1])]:
        shutil.copy(model / name, args.out / name)
    print(f"part {args.part} of {len(groups)} -> {args.out}")


if __name__ == "__main__":
    main()
