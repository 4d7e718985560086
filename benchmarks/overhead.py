#!/usr/bin/env python3
"""What more children cost: CPU while idle, CPU per request, and the part of a core that is no request's work.

Whippletree with each number of children, 64 keep-alive clients, 1 KiB answers; the whole tree on core 0, load (h2load) and backend (nginx) on
core 1, a status asked once a second as a monitor would. By the kernel's account of each thread: event loops and what compiles and collects for
them apart, all else is scoreboard, digest, control and status: Hazelcast's threads, the supervisor's, the children's that publish.

  benchmarks/overhead.py [--children 1,2,4,8] [--warmup 100000 for each child] [--seconds 20]

Needs the Debian packages nginx-light and nghttp2-client, and a packaged distribution (mvn package).
"""

import argparse
import collections
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import threading
import time

import cpu_per_request
from cpu_per_request import DISTRIBUTION, Running, TICKS, cpu_seconds, free_port, load, pss_mib, start_backend

OF_REQUESTS = ("vert.x-eventloo", "C1 Comp", "C2 Comp", "VM Thread", "VM Periodic")
CLIENTS = 64


def start(folder, backend, children):
    port = free_port()
    conf = folder / f"children-{children}.conf"
    conf.write_text(
        f"ServerRoot {folder}\nServerName bench\nDefaultRuntimeDir run-{children}\nErrorLog error_log-{children}\nLogLevel info\nListen 127.0.0.1:{port}\n"
        f"StartServers {children}\nServerLimit {children}\nThreadsPerChild 64\nMaxRequestWorkers {64 * children}\nMinSpareThreads 1\n"
        f"MaxSpareThreads {64 * (children + 1)}\nMaxKeepAliveRequests 0\nKeepAliveTimeout 600\nProxyPass / http://127.0.0.1:{backend}/\n")
    program = DISTRIBUTION / "bin" / "whippletree"
    subprocess.run([program, "archive", "-f", conf], check=True, stdout=subprocess.DEVNULL)
    server = Running(f"children-{children}", cpu_per_request.PROXY_CORES, [program, "-DFOREGROUND", "-f", conf], port, folder)
    log = folder / f"error_log-{children}"
    while log.read_text().count(" -> READY") < children:
        time.sleep(0.1)
    return server


class Monitor(threading.Thread):
    """Asks for the status once a second; how often it was answered."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.path, self.answered, self.over = str(path), 0, threading.Event()

    def run(self):
        while not self.over.wait(1):
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(self.path)
                client.sendall(b"GET /server-status?json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                got = b""
                while more := client.recv(65536):
                    got += more
                self.answered += got.startswith(b"HTTP/1.1 200")


def by_thread(pids):
    """Seconds of CPU by what the thread is for."""
    used = collections.Counter()
    for pid in pids:
        for task in pathlib.Path(f"/proc/{pid}/task").glob("*"):
            try:
                name, fields = (task / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
                child = b"ChildMain" in (pathlib.Path(f"/proc/{pid}") / "cmdline").read_bytes()
            except OSError:
                continue
            seconds = (int(fields.split()[11]) + int(fields.split()[12])) / TICKS
            used["requests" if child and name.startswith(OF_REQUESTS) else "scoreboard"] += seconds
    return used


def measure(folder, backend, children, options):
    server = start(folder, backend, children)
    try:
        time.sleep(15)
        before = cpu_seconds(server.pids())
        time.sleep(options.seconds)
        idle = (cpu_seconds(server.pids()) - before) / options.seconds
        load(server.port, options.warmup * children, CLIENTS)
        monitor = Monitor(folder / f"run-{children}" / "admin.sock")
        monitor.start()
        pids = server.pids()
        whole, threads, began, answered = cpu_seconds(pids), by_thread(pids), time.time(), 0
        while time.time() < began + options.seconds:
            answered += load(server.port, 40_000, CLIENTS)[0]
        seconds = time.time() - began
        monitor.over.set()
        whole = cpu_seconds(pids) - whole
        scoreboard = by_thread(pids)["scoreboard"] - threads["scoreboard"]
        print(f"| {children} | {idle:.2%} | {whole / answered * 1e6:.1f} | {answered / seconds:.0f} | {scoreboard / seconds:.2%} | {monitor.answered} |"
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
