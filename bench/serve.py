#!/usr/bin/env python3
"""How `exode serve` bears load: when its first page is there and when all of it, requests a second with their 99th percentile, memory over
minutes of it, ten thousand idle connections.

    cargo build --release -p exode-cli
    target/release/exode add --ledger load.exode cases/russia-2022/reports
    python3 bench/serve.py target/release/exode load.exode --minutes 5

Standard library only. The load comes from the same machine, so it takes its share of the cores; numbers say what that machine bore.
"""
import argparse
import http.client
import json
import resource
import socket
import subprocess
import threading
import time

PAGES = ["/", "/statements", "/claims?q=georgi", "/discrepancies", "/api/v1/claims?measure=wait", "/reports"]


def memory_mb(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))


def ask(address, token, page):
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.request("GET", page, headers={"Authorization": f"Bearer {token}"})
    return connection.getresponse().read()


def worker(address, token, until, times, wrong):
    """Ask page after page on one connection until the clock says stop."""
    connection = http.client.HTTPConnection(address, timeout=30)
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"}
    n = 0
    while time.monotonic() < until:
        page = PAGES[n % len(PAGES)]
        n += 1
        began = time.monotonic()
        try:
            connection.request("GET", page, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                wrong.append(answer.status)
        except OSError:
            wrong.append("connection")
            connection.close()
            connection = http.client.HTTPConnection(address, timeout=30)
        times.append((page, time.monotonic() - began))


def load(address, token, seconds, connections):
    times, wrong = [], []
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=worker, args=(address, token, until, times, wrong)) for _ in range(connections)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began
    whole = sorted(t for _, t in times)
    at = lambda part: round(1000 * whole[min(len(whole) - 1, int(part * len(whole)))], 1)
    return {
        "connections": connections,
        "seconds": round(took, 1),
        "requests_a_second": round(len(times) / took, 1),
        "ms": {"median": at(0.5), "p99": at(0.99), "slowest": at(1.0)},
        "not_answered": len(wrong),
    }


def idle(address, token, wanted, process):
    """Open silent connections, then see whether somebody with a question is answered, and how fast."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    wanted = min(wanted, hard - 200)
    host, port = address.split(":")
    silent = []
    for _ in range(wanted):
        try:
            silent.append(socket.create_connection((host, int(port)), timeout=5))
        except OSError:
            break
    began = time.monotonic()
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.request("GET", "/", headers={"Authorization": f"Bearer {token}"})
    status = connection.getresponse().status
    out = {"opened": len(silent), "answered": status, "ms": round(1000 * (time.monotonic() - began), 1), "memory_mb": round(memory_mb(process), 1)}
    for one in silent:
        one.close()
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exode")
    parser.add_argument("ledger")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--idle", type=int, default=10_000)
    options = parser.parse_args()
    began = time.monotonic()
    process = subprocess.Popen(
        [options.exode, "serve", options.ledger, "--by", "bench", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True
    )
    try:
        address = process.stdout.readline().strip().removeprefix("listening on ")
        token = process.stdout.readline().strip().split("token=")[1]
        out = {"opens_s": round(time.monotonic() - began, 2)}
        ask(address, token, "/")
        out["first_view_s"] = round(time.monotonic() - began, 2)
        while json.loads(ask(address, token, "/api/v1/status"))["state"] == "reading":
            time.sleep(0.1)
        out["all_read_s"] = round(time.monotonic() - began, 2)
        out["memory_mb"] = {"at_first": round(memory_mb(process), 1)}
        load(address, token, 2, options.connections)
        out["memory_mb"]["warm"] = round(memory_mb(process), 1)
        out["load"] = load(address, token, 60 * options.minutes, options.connections)
        out["memory_mb"]["after_load"] = round(memory_mb(process), 1)
        out["idle"] = idle(address, token, options.idle, process)
        print(json.dumps(out, indent=1))
    finally:
        process.terminate()
        process.wait(timeout=20)


main()
