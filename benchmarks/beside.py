#!/usr/bin/env python3
"""Fast requests beside clients that are slow or idle, and what an idle connection weighs.

A hundred requests a second, each on a new connection, are sent alone; then beside 200 clients that read 1 MiB at 8 KiB/s; then
beside 2,000 idle keep-alive connections. Shown are how many of them were served and the 99th percentile of their times, and what
became of the clients beside. Memory is what the PSS of all the server's processes grew by, per idle connection. Whippletree runs
with AcceptCounts Active, as the other two have no such choice.

  benchmarks/beside.py [--seconds 9] [--readers 200] [--idle 2000] [TARGET ...]

Targets: whippletree httpd nginx.
"""

import argparse
import resource
import socket
import time

from clients import Backend, Loop, Paced, SingleClient, get, quantile
from servers import COMMANDS, Server

PER_SECOND = 100
BYTES = 1 << 20
BYTES_PER_SECOND = 8192
READ_EVERY_SECONDS = 0.25


class SlowReader:
    """Asks for much and reads little, at a pace and not when it could."""

    def __init__(self, loop, port):
        self.loop, self.read, self.cut = loop, 0, None
        self.sock = socket.socket()
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.sock.settimeout(10)
        self.sock.connect(("127.0.0.1", port))
        self.sock.sendall(get(f"/bytes/{BYTES}"))
        self.sock.setblocking(False)
        loop.after(READ_EVERY_SECONDS, self.read_on)

    def read_on(self):
        try:
            data = self.sock.recv(int(BYTES_PER_SECOND * READ_EVERY_SECONDS))
            self.read += len(data)
            if not data:
                self.cut = f"closed after {self.read} bytes"
                return
        except BlockingIOError:
            pass
        except OSError as failure:
            self.cut = str(failure)
            return
        self.loop.after(READ_EVERY_SECONDS, self.read_on)


def fast(loop, port, seconds):
    """What is served of a hundred requests a second, and the 99th percentile."""
    load = Paced(loop, port, "/after/0", PER_SECOND, int(seconds * PER_SECOND))
    loop.run(seconds + 10, load.done)
    served = load.served()
    return f"{len(served)} of {load.wanted}", quantile(served, 0.99) * 1000


def idle_clients(loop, port, wanted):
    """So many connections that were answered once, made a few at a time; those that are not answered are counted too."""
    clients = []
    until = time.monotonic() + 30
    while len(clients) < wanted and time.monotonic() < until:
        some = [SingleClient(loop, port, get("/after/0")) for _ in range(min(50, wanted - len(clients)))]
        loop.run(3, lambda: all(client.answers or client.loss for client in some))
        clients += some
    return clients


def measure(name, backend, options):
    server = Server(name, backend.port, more=["AcceptCounts Active"])
    try:
        loop = Loop()
        fast(loop, server.port, 3)
        alone = fast(loop, server.port, options.seconds)

        readers = [SlowReader(loop, server.port) for _ in range(options.readers)]
        loop.run(1)
        beside_readers = fast(loop, server.port, options.seconds)
        reading = sum(1 for reader in readers if reader.cut is None and reader.read > BYTES_PER_SECOND)
        for reader in readers:
            reader.sock.close()
        loop = Loop()
        loop.run(3)

        before = server.pss_mib()
        idle = idle_clients(loop, server.port, options.idle)
        answered = sum(1 for client in idle if client.answers)
        loop.run(2)
        grown = (server.pss_mib() - before) * 1024 / max(1, answered)
        beside_idle = fast(loop, server.port, options.seconds)
        standing = sum(1 for client in idle if client.answers and client.ended_at is None)
        for client in idle:
            client.connection.close()
    finally:
        server.stop()
    return alone, beside_readers, reading, beside_idle, answered, standing, grown


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--seconds", type=float, default=9)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--idle", type=int, default=2000)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(16384, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    backend = Backend()
    print(
        f"| | alone: served, p99 ms | beside {options.readers} slow readers | readers still served |"
        f" beside {options.idle} idle | idle answered, still open | KiB per idle connection |\n|---|---|---|---|---|---|---|")
    try:
        for name in options.targets or COMMANDS:
            alone, readers, reading, idle, answered, standing, grown = measure(name, backend, options)
            cells = [f"{served}, {p99:.1f}" for served, p99 in (alone, readers, idle)]
            print(f"| {name} | {cells[0]} | {cells[1]} | {reading} | {cells[2]} | {answered}, {standing} | {grown:.1f} |", flush=True)
    finally:
        backend.stop()


if __name__ == "__main__":
    main()
