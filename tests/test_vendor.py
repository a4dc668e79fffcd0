"""What is vendored is what its maker published, and nothing else is served from there."""

import base64
import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "static" / "vendor"


def test_digests() -> None:
    listed = json.loads((VENDOR / "VENDOR.json").read_text())["files"]
    for one in listed:
        digest = hashlib.sha384((VENDOR / one["file"]).read_bytes()).digest()
        assert base64.b64encode(digest).decode() == one["sha384"]
    assert {p.name for p in VENDOR.glob("*.js")} == {one["file"] for one in listed}
