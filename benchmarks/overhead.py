#!/usr/bin/env python3
"""What more children cost: CPU while idle, CPU per request, and the part of a core that is no request's work.

Whippletree with each number of children, 64 keep-alive clients, 1 KiB answers; the whole tree on core 0, load (h2load) and backend (nginx) on
core 1, a status asked once a second as a monitor would. By the kernel's account of each thread: event loops and what compiles and collects for
them apart, all else is scoreboard, digest, control and status: Hazelcast's threads, the supervisor's, the children's that publish.

  benchmarks/overhead.py [--children 1,2,4,8] [--warmup 100000 for each child] [--seconds 20]

Needs the Debian packages nginx-light and nghttp2-client, and a packaged distribution (mvn package).
"""

import argparse
import json
import os
import pathlib
import shutil
import socket
import tempfile
import threading
import time

from cpu_per_request import COMPILERS, cpu_seconds, load, pss_mib, start_backend, start_whippletree, thread_seconds

OF_REQUESTS = ("vert.x-eventloo", "VM Thread", "VM Periodic", *COMPILERS)
CLIENTS = 64
WORKERS = 64


def status(folder):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(folder / "wt" / "admin.sock"))
        client.sendall(b"GET /server-status?json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        got = b""
        while more := client.recv(65536):
            got += more
    return json.loads(got.partition(b"\r\n\r\n")[2])


def serving(folder):
    """How many children take clients; none while nobody can be asked."""
    try:
        return sum(child["accepting"] for child in status(folder)["children"])
    except OSError:
        return 0


class Monitor(threading.Thread):
    """Asks for the status once a second; counts the answers."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.folder, self.answered, self.over = folder, 0, threading.Event()

    def run(self):
        while not self.over.wait(1):
            status(self.folder)
            self.answered += 1


def measure(folder, backend, children, options):
    server = start_whippletree(folder, backend, children, WORKERS)
    try:
        while serving(folder) < children:
            time.sleep(0.1)
        time.sleep(15)
        pids = server.pids()
        before = cpu_seconds(pids)
        time.sleep(options.seconds)
        idle = (cpu_seconds(pids) - before) / options.seconds
        load(server.port, options.warmup * children, CLIENTS)
        monitor = Monitor(folder)
        monitor.start()

        def beside_requests(pid, name):
            return pid == server.process.pid or not name.startswith(OF_REQUESTS)

        whole, beside, began, answered = cpu_seconds(pids), thread_seconds(pids, beside_requests), time.time(), 0
        while time.time() < began + options.seconds:
            answered += load(server.port, 40_000, CLIENTS)[0]
        seconds = time.time() - began
        monitor.over.set()
        whole, beside = cpu_seconds(pids) - whole, thread_seconds(pids, beside_requests) - beside
        print(f"| {children} | {idle:.2%} | {whole / answered * 1e6:.1f} | {answered / seconds:.0f} | {beside / seconds:.2%} | {monitor.answered} |"
              f" {pss_mib(pids):.0f} |", flush=True)
    finally:
        server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", default="1,2,4,8")
    parser.add_argument("--warmup", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=20)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="whippletree-bench-"))
    os.chmod(folder, 0o755)
    backend = start_backend(folder, 1024)
    print("| children | idle tree, of a core | µs CPU per request | requests/s | scoreboard, digest, status under load, of a core | statuses | PSS of the tree, MiB |\n"
          "|---|---|---|---|---|---|---|", flush=True)
    try:
        for word in options.children.split(","):
            measure(folder, backend.port, int(word), options)
    finally:
        backend.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
