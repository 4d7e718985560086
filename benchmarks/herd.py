#!/usr/bin/env python3
"""What it costs a server of eight idle processes to take one client.

Connections come at a fixed pace, say nothing, and are closed by their client. Counted per connection: the context switches of the
threads that wait for clients, and of all threads of the server's processes (the kernel's figures, less what they do in as much time
when nothing comes), and in a second run the calls of accept, of which those that found nothing were in vain (perf's tracepoints).
Which of httpd's threads is its listener cannot be seen from outside; the work on a connection is in its figure too.

  benchmarks/herd.py [--connections 1000] [--per-second 100] [TARGET ...]

Targets: whippletree httpd nginx. Without perf, or without the right to use it, the second figure is left out.
"""

import argparse
import pathlib
import re
import shutil
import signal
import subprocess
import time

from clients import Backend, Loop, SingleClient, get
from servers import COMMANDS, Server

CHILDREN = 8
HOLD_SECONDS = 0.02
LOOPS = r"^Name:\s+(vert\.x-eventloo|nginx)"


def switches(pids):
    """Voluntary context switches of these processes: of the threads that wait for clients, where they have a name, and of all."""
    waiting = total = 0
    for pid in pids:
        for status in pathlib.Path(f"/proc/{pid}/task").glob("*/status"):
            try:
                text = status.read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            count = int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", text, re.M).group(1))
            total += count
            waiting += count if re.search(LOOPS, text, re.M) else 0
    return waiting, total


def connect(loop, port, wanted, per_second):
    """Connects at the pace; each client closes after a moment. Returns how many connected."""
    made = []

    def one():
        if len(made) < wanted:
            loop.after(1 / per_second, one)
            client = SingleClient(loop, port)
            made.append(client)
            loop.after(HOLD_SECONDS, client.connection.close)

    one()
    loop.run(10 * wanted / per_second, lambda: len(made) == wanted)
    loop.run(0.5)
    return len(made)


def accepts(pids, loop, port, wanted, per_second):
    """Calls of accept and the failed ones among them, per connection, by the kernel's tracepoints; None where perf cannot be used."""
    events = ["syscalls:sys_enter_accept4", "syscalls:sys_enter_accept", "syscalls:sys_exit_accept4", "syscalls:sys_exit_accept"]
    command = ["perf", "stat", "-x,", "-p", ",".join(map(str, pids))]
    for event in events:
        command += ["-e", event] + (["--filter", "ret < 0"] if "exit" in event else [])
    if not shutil.which("perf"):
        return None
    counter = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    loop.run(1)
    if counter.poll() is not None:
        return None
    made = connect(loop, port, wanted, per_second)
    counter.send_signal(signal.SIGINT)
    counts = {}
    for line in counter.communicate(timeout=20)[1].splitlines():
        fields = line.split(",")
        if len(fields) > 2 and fields[0].isdigit():
            counts[fields[2].split(":")[-1]] = int(fields[0])
    calls = sum(count for event, count in counts.items() if "enter" in event)
    return calls / made, sum(count for event, count in counts.items() if "exit" in event) / made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--per-second", type=int, default=100)
    options = parser.parse_args()
    backend = Backend()
    print("| | switches of the loops per connection | of all threads | accepts per connection | in vain |\n|---|---|---|---|---|")
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
                at_first, began = switches(pids), time.monotonic()
                made = connect(loop, server.port, options.connections, options.per_second)
                after_load, seconds = switches(pids), time.monotonic() - began
                loop.run(seconds)
                at_rest = switches(pids)
                waiting, all_threads = ((2 * b - a - c) / made for a, b, c in zip(at_first, after_load, at_rest))
                called = accepts(pids, loop, server.port, options.connections // 2, options.per_second)
                cells = f"{called[0]:.2f} | {called[1]:.2f}" if called else "- | -"
                of_loops = f"{waiting:.2f}" if name != "httpd" else "-"
                print(f"| {name} | {of_loops} | {all_threads:.2f} | {cells} |", flush=True)
            finally:
                server.stop()
    finally:
        backend.stop()


if __name__ == "__main__":
    main()
