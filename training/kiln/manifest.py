"""What the manifest.json of every model says of a file."""

from __future__ import annotations

import hashlib
from pathlib import Path


def file_entry(path: Path) -> dict:
    """Name, size and checksum of a file, as `src/model/config.ts` reads them."""
    data = path.read_bytes()
    return {"path": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
