#!/usr/bin/env bash
# Measure everything and write it to runs/DATE-MACHINE/.
# usage: run.sh           MEGABYTES=20 ROUNDS=5 PEER_BYTES=60000 STREAM_BYTES=1000000000 MACHINE=name
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
megabytes=${MEGABYTES:-20} rounds=${ROUNDS:-5} peer_bytes=${PEER_BYTES:-60000} stream_bytes=${STREAM_BYTES:-1000000000}
model=$(lscpu 2>/dev/null | sed -n 's/^Model name: *//p' | head -1)
machine=${MACHINE:-$(echo "${model:-$(uname -m)}-$(nproc)-core" | tr 'A-Z ' 'a-z-' | tr -cd 'a-z0-9-' | tr -s '-')}
out=runs/$(date +%F)-$machine
mkdir -p "$out"

echo "MEGABYTES=$megabytes ROUNDS=$rounds PEER_BYTES=$peer_bytes STREAM_BYTES=$stream_bytes bench/run.sh" > "$out/command.txt"
cargo build --release --quiet
(cd .. && cargo build --release --quiet -p exode-cli)
bench=${CARGO_TARGET_DIR:-target}/release/exode-bench

if [ ! -x .venv/bin/python ]; then python3 -m venv .venv || echo "no Python environment, no Python peers" >&2; fi
mkdir -p .venv
if ! .venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt 2> .venv/install.log; then
    echo "some Python peers cannot be installed, see .venv/install.log" >&2
fi
.venv/bin/pip install --quiet --disable-pip-version-check -r requirements-models.txt 2>> .venv/install.log || true

load=$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)
{
    echo "exode $(git -C .. describe --always --dirty 2>/dev/null || echo unknown)"
    rustc --version
    uname -srm
    echo "${model:-unknown processor}, $(nproc) cores, load average before the run $load"
    cargo tree --depth 1 --prefix none | sed 's| (/.*||'
    .venv/bin/python --version || true
    .venv/bin/pip freeze --disable-pip-version-check | grep -iE '^(recognizers-text|spacy|fr_core|fr-core|emoji)' || true
} > "$out/versions.txt"

{
    echo "# Reading speed, $(date +%F)"
    echo
    echo "$(tail -n +4 "$out/versions.txt" | head -1). One thread: bytes per processor second; two threads: bytes per second on the"
    echo "wall. All readers of a table take turns, $rounds rounds; the ratio is taken round by round."
    echo
    echo "## Beside the Rust peers"
    echo
    "$bench" measure --megabytes "$megabytes" --rounds "$rounds" --out "$out/rust.json"
    echo
    echo "## Beside the Python peers, on $((peer_bytes / 1000)) kB of dense text"
    echo
    .venv/bin/python peers.py "$bench" --bytes "$peer_bytes" --rounds 3 --out "$out/python.json" || echo "Not run: peers.py failed"
    echo
    echo "## Memory over a JSON Lines stream"
    echo
    ./stream.sh "$stream_bytes" "$out"
} | tee "$out/summary.md"

python3 - "$out" <<'PY'
import json, os, sys
out = sys.argv[1]
raw = {}
for key, name in (("rust", "rust.json"), ("python", "python.json")):
    path = os.path.join(out, name)
    if os.path.exists(path):
        raw[key] = json.load(open(path))
        os.remove(path)
path = os.path.join(out, "stream.jsonl")
raw["stream"] = [json.loads(line) for line in open(path)]
os.remove(path)
json.dump(raw, open(os.path.join(out, "raw.json"), "w"), indent=1)
PY

# The README shows the latest whole run; a quick look leaves it alone.
if [ "${megabytes%.*}" -ge 20 ] && [ "$stream_bytes" -ge 1000000000 ]; then
    python3 - "$out" <<'PY'
import sys
out = sys.argv[1]
head = open("README.md").read().split("## Latest\n")[0]
told = open(f"{out}/summary.md").read().split("\n", 1)[1].replace("\n## ", "\n### ")
open("README.md", "w").write(f"{head}## Latest\n\nFrom `{out}/`.\n{told}")
PY
fi
echo "written to bench/$out" >&2
