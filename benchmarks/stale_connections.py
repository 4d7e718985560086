#!/usr/bin/env python3
"""Whether a backend that closes idle connections costs a request, or doubles one.

A backend closes connections that were idle for a second, without a word; clients ask about once a second, GET, PUT and POST by chance,
each request another one. Told are the answers by status, requests that failed, and those that the backend has read more than once. Any
of the latter two is a failure, and the exit code 1.

  benchmarks/stale_connections.py [--seconds 300] [--clients 100]

Needs a packaged distribution (mvn package).
"""

import argparse
import asyncio
import collections
import os
import pathlib
import random
import re
import socket
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "deploy" / "target" / "whippletree" / "bin" / "whippletree"
IDLE_SECONDS = 1.0


class Backend:
    def __init__(self):
        self.seen = collections.Counter()
        self.connections = 0

    async def serve(self, reader, writer):
        self.connections += 1
        try:
            while True:
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), IDLE_SECONDS)
                length = re.search(rb"content-length: *(\d+)", head, re.I)
                if length:
                    await reader.readexactly(int(length.group(1)))
                self.seen[head.split(b" HTTP/", 1)[0]] += 1
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        except (asyncio.TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


async def client(number, port, end, counts):
    loop = asyncio.get_running_loop()
    chance = random.Random(number)
    reader = writer = None
    count = 0
    while loop.time() < end:
        if writer is None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        path = f"/{number}/{count}"
        count += 1
        method = chance.choice(("GET", "PUT", "POST"))
        body = "" if method == "GET" else "hello"
        length = f"Content-Length: {len(body)}\r\n" if body else ""
        writer.write(f"{method} {path} HTTP/1.1\r\nHost: stale\r\n{length}\r\n{body}".encode())
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            length = re.search(rb"content-length: *(\d+)", head, re.I)
            await reader.readexactly(int(length.group(1)) if length else 0)
            counts[head[9:12].decode()] += 1
            closes = b"connection: close" in head.lower()
        except (asyncio.TimeoutError, asyncio.IncompleteReadError, ConnectionError) as failure:
            counts[type(failure).__name__] += 1
            closes = True
        if closes:
            writer.close()
            writer = None
        await asyncio.sleep(0.9 + chance.random() * 0.2)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(backend_port):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="whippletree-stale-"))
    port = free_port()
    conf = folder / "whippletree.conf"
    conf.write_text(
        f"ServerRoot {folder}\nServerName stale\nDefaultRuntimeDir run\nErrorLog error_log\n"
        # Asking clients to leave is another matter, and these come back about when idle ones are closed.
        f"KeepAliveShedding Off\n"
        f"Listen 127.0.0.1:{port}\nStartServers 2\nServerLimit 2\nThreadsPerChild 32\nMaxRequestWorkers 64\n"
        f"ProxyPass / http://127.0.0.1:{backend_port}/\n")
    subprocess.run([BIN, "-k", "start", "-f", conf], check=True, stdin=subprocess.DEVNULL, env=dict(os.environ))
    return conf, port


async def run(arguments):
    backend = Backend()
    server = await asyncio.start_server(backend.serve, "127.0.0.1", 0, backlog=512)
    loop = asyncio.get_running_loop()
    conf, port = await loop.run_in_executor(None, start, server.sockets[0].getsockname()[1])
    counts = collections.Counter()
    try:
        end = loop.time() + arguments.seconds
        await asyncio.gather(*(client(n, port, end, counts) for n in range(arguments.clients)))
    finally:
        await loop.run_in_executor(None, lambda: subprocess.run([BIN, "-k", "stop", "-f", conf], check=False))
    doubles = [name for name, times in backend.seen.items() if times > 1]
    print(f"answers {dict(counts)}; {len(backend.seen)} requests on {backend.connections} connections; doubled {len(doubles)}")
    return 0 if set(counts) == {"200"} and not doubles else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--clients", type=int, default=100)
    sys.exit(asyncio.run(run(parser.parse_args())))
