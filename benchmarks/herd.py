#!/usr/bin/env python3
"""What it costs a server of eight idle processes to take one client.

Connections come at a fixed pace, say nothing, and are closed by their client. Counted per connection: the context switches of all
threads of the server's processes (the kernel's figures, less what they do when nothing comes), and in a second run the calls of
accept, those that found nothing among them (strace, which slows the server down and so gets a run of its own).

  benchmarks/herd.py [--connections 1000] [--per-second 100] [TARGET ...]

Targets: whippletree httpd nginx. Without strace, or without the right to use it, the second figure is left out.
"""

import argparse
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from clients import Backend, Loop, SingleClient, get
from servers import COMMANDS, Server

CHILDREN = 8
HOLD_SECONDS = 0.02


def switches(pids):
    """Voluntary context switches of every thread of these processes."""
    total = 0
    for pid in pids:
        for status in pathlib.Path(f"/proc/{pid}/task").glob("*/status"):
            try:
                total += int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", status.read_text(), re.M).group(1))
            except FileNotFoundError:
                continue
    return total


def connect(loop, port, wanted, per_second):
    """Connects at the pace; each client closes after a moment. Returns the seconds that took."""
    began = time.monotonic()
    made = []

    def one():
        if len(made) < wanted:
            loop.after(1 / per_second, one)
            client = SingleClient(loop, port)
            made.append(client)
            loop.after(HOLD_SECONDS, client.connection.close)

    one()
    loop.run(wanted / per_second + 0.5)
    return time.monotonic() - began


def accepts(pids, loop, port, wanted, per_second):
    """Calls of accept and the failed ones among them, per connection; None where strace cannot be used."""
    if not shutil.which("strace"):
        return None
    with tempfile.NamedTemporaryFile() as out:
        tracer = subprocess.Popen(
            ["strace", "-f", "-c", "-e", "trace=accept,accept4", "-o", out.name, *(f"-p{pid}" for pid in pids)],
            stderr=subprocess.DEVNULL)
        loop.run(3)
        if tracer.poll() is not None:
            return None
        connect(loop, port, wanted, per_second)
        tracer.send_signal(signal.SIGINT)
        tracer.wait(20)
        calls = failed = 0
        for line in pathlib.Path(out.name).read_text().splitlines():
            words = line.split()
            if words and words[-1] in ("accept", "accept4"):
                calls += int(words[3])
                failed += int(words[4]) if len(words) > 5 else 0
    return calls / wanted, failed / wanted


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--per-second", type=int, default=100)
    options = parser.parse_args()
    backend = Backend()
    print("| | context switches per connection | accepts per connection | of them in vain |\n|---|---|---|---|")
    try:
        for name in options.targets or COMMANDS:
            server = Server(name, backend.port, children=CHILDREN)
            try:
                loop = Loop()
                for _ in range(20):
                    SingleClient(loop, server.port, get("/after/0"), keep=False)
                connect(loop, server.port, 300, options.per_second)
                loop.run(2)
                pids = server.children()
                at_first = switches(pids)
                seconds = connect(loop, server.port, options.connections, options.per_second)
                after_load = switches(pids)
                loop.run(seconds)
                idle = switches(pids) - after_load
                per_connection = (after_load - at_first - idle) / options.connections
                called = accepts(pids, loop, server.port, options.connections // 2, options.per_second)
                cells = f"{called[0]:.2f} | {called[1]:.2f}" if called else "- | -"
                print(f"| {name} | {per_connection:.2f} | {cells} |", flush=True)
            finally:
                server.stop()
    finally:
        backend.stop()


if __name__ == "__main__":
    main()
