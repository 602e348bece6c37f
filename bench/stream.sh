#!/usr/bin/env bash
# Peak memory of `exode read --json --jsonl -` over JSON Lines streams of growing size.
# usage: stream.sh [LARGEST_BYTES] [OUT_DIR]      default 1000000000
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
largest=${1:-1000000000}
out=${2:-$(mktemp -d)}
exode=${CARGO_TARGET_DIR:-$here/../target}/release/exode
bench=${CARGO_TARGET_DIR:-$here/target}/release/exode-bench
[ -x "$exode" ] || (cd "$here/.." && cargo build --release --quiet -p exode-cli)
[ -x "$bench" ] || (cd "$here" && cargo build --release --quiet)

sizes=()
for size in 10000000 100000000; do [ "$size" -lt "$largest" ] && sizes+=("$size"); done
sizes+=("$largest")
: > "$out/stream.jsonl"
echo "| text | stream MB | peak memory MiB | MB/s on the wall, all threads | MB/s a core | claims |"
echo "|---|---|---|---|---|---|"
for kind in ${KINDS:-sparse-documents}; do
    for size in "${sizes[@]}"; do
        claims=$("$bench" stream "$kind" --bytes "$size" \
            | "$bench" watch --out "$out/watch.json" "$exode" read --json --jsonl - 2>> "$out/stream.log" | wc -l)
        python3 - "$out" "$kind" "$size" "$claims" <<'PY'
import json, sys
out, kind, size, claims = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
took = json.load(open(f"{out}/watch.json"))
cpu = took["user"] + took["system"]
print(f"| {kind} | {size / 1e6:.0f} | {took['peak_kib'] / 1024:.1f} | {size / 1e6 / took['wall']:.1f} | {size / 1e6 / cpu:.1f} | {claims} |")
open(f"{out}/stream.jsonl", "a").write(json.dumps({"text": kind, "bytes": size, "claims": claims, **took}) + "\n")
PY
    done
done
rm -f "$out/watch.json" "$out/stream.log"
