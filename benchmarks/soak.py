#!/usr/bin/env python3
"""Ten minutes of everything at once: does any client get what is another's, and does anything grow?

64 clients keep asking two children for tagged bodies, both ways, with lengths and in chunks, pipelined and one by one; some read or
write slowly, some go away in the middle. Three backends answer, late now and then, or fail on purpose: no answer, a reset, garbage, an
answer cut within its body, one that stalls, and stray answers behind a good one. Each request says what it wants done to it, so each
client knows what it must get: its own body, 502, 504, or a cut that can be seen. Netty's leak detection is paranoid.

After a warm-up, and at the end without load, it looks at each process: descriptors, resident memory, and the heap after a collection.

  benchmarks/soak.py [--seconds 600] [--clients 64]

Prints its figures and a verdict; the exit code is 1 if a body was mixed up, a request was lost, a failure was hidden or misnamed, a
buffer leaked, or a process grew. Needs a packaged distribution (mvn package) and a JDK (jcmd).
"""

import argparse
import asyncio
import collections
import multiprocessing
import os
import pathlib
import random
import re
import shutil
import socket
import struct
import subprocess
import sys
import time

from servers import Server

MEMBERS = 3
TIMEOUT_SECONDS = 2
PATIENCE_SECONDS = 30
SLOW_CLIENTS = 8
PIECE = 4096
LARGE = 384 * 1024
# What a request wants, and how often.
KINDS = {
    "fine": 40, "echo": 30, "late": 10, "stray": 3, "cut": 3, "cutchunk": 3, "stall": 1, "empty": 2, "reset": 2, "garbage": 2,
    "silent": 1, "leave": 3,
}
WHOLE = {"fine", "echo", "late", "stray"}
CUT = {"cut", "cutchunk", "stall"}
STATUS = {"empty": 502, "reset": 502, "garbage": 502, "silent": 504}


def body_of(tag, size):
    """Octets that only this request's answer has."""
    word = f"<{tag}>".encode()
    return (word * (size // len(word) + 1))[:size]


def chunked(body):
    pieces = [body[at:at + 3000] for at in range(0, len(body), 3000)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


async def read_head(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    fields = {name.strip().lower(): value.strip() for name, _, value in
              (line.partition(b":") for line in head.split(b"\r\n")[1:] if line)}
    return head.split(b"\r\n", 1)[0], fields


async def read_body(reader, fields, read):
    if fields.get(b"transfer-encoding") == b"chunked":
        body = bytearray()
        while size := int(await reader.readuntil(b"\r\n"), 16):
            body += await read(size)
            await reader.readexactly(2)
        await reader.readuntil(b"\r\n")
        return bytes(body)
    return await read(int(fields.get(b"content-length", b"0")))


# ---------------------------------------------------------------- Backends


def reset(writer):
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def answer(kind, tag, size, body, writer):
    """Answers as the request wants; whether the connection can be used on."""
    if kind == "empty":
        return False
    if kind == "reset":
        reset(writer)
        return False
    if kind == "garbage":
        writer.write(os.urandom(200))
        return False
    if kind == "silent":
        await asyncio.sleep(TIMEOUT_SECONDS * 3)
        return False
    if kind == "late":
        await asyncio.sleep(random.random() * 0.5)
    body = body if kind == "echo" else body_of(tag, size)
    if kind in ("cutchunk", "stall") or (kind != "cut" and random.random() < 0.5):
        message = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(body)
    else:
        message = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    if kind in CUT:
        writer.write(message[:-size // 2])
        await writer.drain()
        if kind == "stall":
            await asyncio.sleep(TIMEOUT_SECONDS * 3)
        return False
    writer.write(message + (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray" if kind == "stray" else b""))
    await writer.drain()
    return True


async def serve(reader, writer):
    try:
        goes_on = True
        while goes_on:
            line, fields = await read_head(reader)
            kind, tag, size = line.split(b" ")[1].decode().strip("/").split("/")
            body = await read_body(reader, fields, reader.readexactly)
            goes_on = await answer(kind, tag, int(size), body, writer)
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def backends(listeners):
    async def run():
        running = [await asyncio.start_server(serve, sock=listener, backlog=512) for listener in listeners]
        await asyncio.gather(*(server.serve_forever() for server in running))
    asyncio.run(run())


# ---------------------------------------------------------------- Clients


class Findings:
    def __init__(self):
        self.outcomes = collections.Counter()
        self.surprises = collections.Counter()
        self.examples = []

    def surprise(self, what, request, detail=""):
        self.surprises[what] += 1
        if len(self.examples) < 20:
            self.examples.append(f"{what}: {request} {detail}")


class Client:
    """Asks, one request or a few at a time, and knows what must come; connects anew when its connection has ended."""

    def __init__(self, number, port, findings, slow):
        self.number, self.port, self.findings, self.slow = number, port, findings, slow
        self.chance = random.Random(number)
        self.count = 0
        self.reader = self.writer = None

    async def run(self, until):
        while time.monotonic() < until:
            try:
                if self.writer is None or self.ended():
                    self.leave()
                    await self.connect()
                await asyncio.wait_for(self.ask(), PATIENCE_SECONDS)
            except (asyncio.TimeoutError, OSError) as failure:
                self.findings.surprise("no answer in time" if isinstance(failure, asyncio.TimeoutError) else str(failure), self.number)
                self.leave()
            await asyncio.sleep(self.chance.random() * 0.2)
        self.leave()

    async def connect(self):
        sock = socket.socket()
        sock.setblocking(False)
        if self.slow:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PIECE)
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", self.port))
        self.sock = sock
        self.reader, self.writer = await asyncio.open_connection(sock=sock, limit=PIECE * 16)

    def ended(self):
        """Whether the server has closed it before anything was asked: an announcement, and nothing is lost."""
        try:
            return not self.sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return self.reader.at_eof()
        except OSError:
            return True

    def leave(self):
        if self.writer:
            self.writer.transport.abort()
            self.writer = None

    async def ask(self):
        batch = [self.request() for _ in range(self.chance.choice([1, 1, 1, 2, 3]) if not self.slow else 1)]
        for kind, tag, size, head, body in batch:
            await self.send(head, body)
            if kind == "leave":
                self.findings.outcomes["left"] += 1
                await asyncio.sleep(self.chance.random() * 0.05)
                self.leave()
                return
        for request in batch:
            if not await self.take(*request[:3]):
                self.leave()
                return

    def request(self):
        kind = self.chance.choices(list(KINDS), KINDS.values())[0]
        tag = f"{self.number}-{self.count}"
        self.count += 1
        size = LARGE if self.slow and kind in WHOLE else self.chance.choice([40, 700, 9000, 70_000])
        if kind == "stray":
            # With the answer in one segment: what comes once another request is on its way looks like the answer to that one.
            size = min(size, 9000)
        method, body, framing = "GET", b"", b""
        if kind == "echo" or (kind == "leave" and self.count % 2):
            method, body = "POST", body_of(tag, size)
            framing = b"Content-Length: %d\r\n" % size
            if self.chance.random() < 0.5:
                body, framing = chunked(body), b"Transfer-Encoding: chunked\r\n"
        path = f"/{'late' if kind == 'leave' else kind}/{tag}/{size}"
        return kind, tag, size, f"{method} {path} HTTP/1.1\r\nHost: soak\r\n".encode() + framing + b"\r\n", body

    async def send(self, head, body):
        self.writer.write(head)
        if self.slow:
            step = max(1, len(body) // 12)
            for at in range(0, len(body), step):
                self.writer.write(body[at:at + step])
                await self.writer.drain()
                await asyncio.sleep(0.05)
        else:
            self.writer.write(body)

    async def read(self, size):
        if not self.slow:
            return await self.reader.readexactly(size)
        body = bytearray()
        while len(body) < size:
            body += await self.reader.readexactly(min(size - len(body), PIECE * 4))
            await asyncio.sleep(0.02)
        return bytes(body)

    async def take(self, kind, tag, size):
        """Reads an answer and judges it; whether the connection can be used on."""
        request = f"{kind} {tag} of {size}"
        complete = False
        status = fields = body = None
        try:
            line, fields = await read_head(self.reader)
            status = int(line.split(b" ")[1])
            body = await read_body(self.reader, fields, self.read)
            complete = True
        except (asyncio.IncompleteReadError, ConnectionError, ValueError) as failure:
            if status is not None and kind in CUT:
                self.findings.outcomes["cut, as it was"] += 1
            else:
                self.findings.surprise("lost", request, f"status {status}: {failure}")
            return False
        if b"stray" in body:
            self.findings.surprise("stray answer passed on", request)
        elif kind in WHOLE and status == 200 and body == body_of(tag, size):
            self.findings.outcomes["whole"] += 1
        elif status == 200 and kind in CUT:
            self.findings.surprise("cut answer passed off as complete", request)
        elif status == 200:
            self.findings.surprise("mixed up", request, f"got {body[:60]}")
        elif STATUS.get(kind) == status:
            self.findings.outcomes[str(status)] += 1
        else:
            self.findings.surprise(f"status {status} for {kind}", request)
        return complete and fields.get(b"connection", b"").lower() != b"close"


# ---------------------------------------------------------------- What the processes hold


def jcmd(pid, *command):
    java = os.path.realpath(f"/proc/{pid}/exe")
    tool = pathlib.Path(java).with_name("jcmd")
    return subprocess.run([str(tool) if tool.exists() else shutil.which("jcmd"), str(pid), *command],
                          capture_output=True, text=True, check=True).stdout


def held(pids):
    """Descriptors, resident MiB, and MiB of the heap after a collection, by pid."""
    figures = {}
    for pid in pids:
        for _ in range(2):
            jcmd(pid, "GC.run")
        used = sum(int(kib) for kib in re.findall(r"(?:total|reserved) \d+K,(?: committed \d+K,)? used (\d+)K",
                                                  jcmd(pid, "GC.heap_info").split("Metaspace")[0]))
        rss = int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1))
        figures[pid] = (len(os.listdir(f"/proc/{pid}/fd")), rss / 1024, used / 1024)
    return figures


def growth(before, after):
    """What grew by more than chance explains."""
    grown = []
    for pid, (files, rss, heap) in after.items():
        files_before, rss_before, heap_before = before[pid]
        if files > files_before + 8:
            grown.append(f"pid {pid}: descriptors {files_before} -> {files}")
        if rss > rss_before * 1.1 + 8:
            grown.append(f"pid {pid}: resident {rss_before:.0f} -> {rss:.0f} MiB")
        if heap > heap_before * 1.1 + 3:
            grown.append(f"pid {pid}: heap {heap_before:.1f} -> {heap:.1f} MiB")
    return grown


async def load(port, clients, seconds, findings, first):
    until = time.monotonic() + seconds
    await asyncio.gather(*(Client(first + n, port, findings, n < SLOW_CLIENTS).run(until) for n in range(clients)))


def phase(server, pids, clients, seconds, findings, first):
    asyncio.run(load(server.port, clients, seconds, findings, first))
    # Kept connections to backends have their ttl, those of clients are gone; what is left is the process's own.
    time.sleep(8)
    figures = held(pids)
    for pid, (files, rss, heap) in figures.items():
        print(f"  pid {pid}: {files} descriptors, {rss:.0f} MiB resident, {heap:.1f} MiB heap")
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--clients", type=int, default=64)
    arguments = parser.parse_args()
    listeners = []
    for _ in range(MEMBERS):
        listeners.append(socket.create_server(("127.0.0.1", 0), backlog=512))
    process = multiprocessing.Process(target=backends, args=(listeners,), daemon=True)
    process.start()
    ports = [listener.getsockname()[1] for listener in listeners]
    members = "".join(f"BalancerMember http://127.0.0.1:{port} timeout={TIMEOUT_SECONDS} ttl=3\n" for port in ports)
    server = Server("whippletree", ports[0], children=2, workers=40, idle_seconds=15, more=[
        "ChildJavaOptions -Xmx96m -XX:MaxDirectMemorySize=96m -Dio.netty.leakDetection.level=paranoid",
        f"<Proxy balancer://soak>\n{members}</Proxy>", "ProxyPass / balancer://soak/"])
    findings = Findings()
    try:
        pids = [server.process.pid] + server.children()
        warm_up = arguments.seconds / 3
        print(f"warm-up of {warm_up:.0f} s")
        before = phase(server, pids, arguments.clients, warm_up, findings, 0)
        print(f"and {arguments.seconds - warm_up:.0f} s more")
        after = phase(server, pids, arguments.clients, arguments.seconds - warm_up, findings, 100_000)
        grown = growth(before, after)
        log = (server.folder / "error_log").read_text()
    finally:
        server.stop()
        process.terminate()
    leaks = log.count("LEAK")
    defects = [line for line in log.splitlines() if "a handler failed" in line or "action failed" in line]
    print(f"outcomes: {dict(findings.outcomes)}")
    print(f"surprises: {dict(findings.surprises)}; leaked buffers: {leaks}; defects: {len(defects)}; grown: {grown}")
    print("\n".join(findings.examples + defects[:5]))
    good = not findings.surprises and not leaks and not defects and not grown
    print("verdict: " + ("as it should be" if good else "SURPRISED"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
