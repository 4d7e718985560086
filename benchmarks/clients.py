"""Clients and a backend for the scripts that load a server: raw sockets on one thread, and never a second try.

Whatever is refused, reset or closed without the answer to what was asked is lost. An answer with `Connection: close` is a move
that was announced, and so is an end of the stream before anything was asked: the client connects anew and goes on.
"""

import heapq
import itertools
import multiprocessing
import re
import selectors
import socket
import time

CONTENT_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
CHILD = re.compile(rb"\r\nx-(?:whippletree-)?child: *(\S+)", re.I)
CLOSE = re.compile(rb"\r\nconnection: *close", re.I)
READ_BYTES = 65536


class Loop:
    """One selector and its timers."""

    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.timers = []
        self.order = itertools.count()

    def after(self, seconds, action):
        heapq.heappush(self.timers, (time.monotonic() + seconds, next(self.order), action))

    def turn(self, until):
        wait = (min(self.timers[0][0], until) if self.timers else until) - time.monotonic()
        for key, events in self.selector.select(max(0, wait)):
            key.data(events)
        now = time.monotonic()
        while self.timers and self.timers[0][0] <= now:
            heapq.heappop(self.timers)[2]()

    def run(self, seconds, done=lambda: False):
        """Turns for so long, or until it is done."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not done():
            self.turn(until)


class Connection:
    """A client's connection. Its owner has answered(connection, status), idle_close(connection) and lost(connection, cause)."""

    def __init__(self, loop, port, owner, receive_buffer=None):
        self.loop, self.owner = loop, owner
        self.unwritten = b""
        self.received = bytearray()
        self.asked = self.connected = self.closes = False
        self.child = None
        self.bodies = 0
        self.sock = socket.socket()
        self.sock.setblocking(False)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive_buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.sock.connect_ex(("127.0.0.1", port))
        self.open = True
        loop.selector.register(self.sock, selectors.EVENT_WRITE, self.ready)

    def ask(self, request):
        """Sends it, now or when the connection stands; what the server has closed already is seen before."""
        if self.connected:
            self.read()
        if self.open:
            self.asked = True
            self.unwritten += request
            if self.connected:
                self.write()

    def ready(self, events):
        if events & selectors.EVENT_WRITE:
            error = 0 if self.connected else self.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if error:
                self.end(f"connect: error {error}")
                return
            self.connected = True
            self.write()
        if self.open and events & selectors.EVENT_READ:
            self.read()

    def write(self):
        try:
            if self.unwritten:
                self.unwritten = self.unwritten[self.sock.send(self.unwritten):]
        except BlockingIOError:
            pass
        except OSError as failure:
            self.end(str(failure))
            return
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self.unwritten else 0)
        if self.loop.selector.get_key(self.sock).events != wanted:
            self.loop.selector.modify(self.sock, wanted, self.ready)

    def read(self):
        try:
            data = self.sock.recv(READ_BYTES)
        except BlockingIOError:
            return
        except OSError as failure:
            self.end(str(failure))
            return
        if not data:
            self.end("closed" if self.asked else None)
            return
        self.received += data
        head_end = self.received.find(b"\r\n\r\n")
        if head_end >= 0:
            head = bytes(self.received[:head_end])
            length = CONTENT_LENGTH.search(head)
            if len(self.received) >= head_end + 4 + (int(length.group(1)) if length else 0):
                child = CHILD.search(head)
                self.child = child.group(1).decode() if child else None
                self.closes = bool(CLOSE.search(head))
                self.received.clear()
                self.asked = False
                self.owner.answered(self, int(head[9:12]))

    def end(self, cause):
        self.close()
        if cause is None:
            self.owner.idle_close(self)
        else:
            self.owner.lost(self, cause)

    def close(self):
        if self.open:
            self.open = False
            self.loop.selector.unregister(self.sock)
            self.sock.close()


def get(path):
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()


def post(path, body=b"0123456789"):
    return f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class HotClient:
    """Asks again as soon as it is answered."""

    def __init__(self, loop, port, path, number=0, posts=True, connection=None):
        self.loop, self.port = loop, port
        self.requests = itertools.cycle([get(path)] * 3 + [post(path)] if posts else [get(path)])
        for _ in range(number % 4):
            next(self.requests)
        self.exchanges = []  # (asked at, answered at, child)
        self.losses = []
        self.announced = self.idle_closes = 0
        self.stopped = False
        self.connection = connection or Connection(loop, port, self)
        self.connection.owner = self
        self.ask()

    def ask(self):
        if not self.stopped:
            self.asked_at = time.monotonic()
            self.connection.ask(next(self.requests))

    def anew(self):
        if not self.stopped and len(self.losses) < 10_000:
            self.connection = Connection(self.loop, self.port, self)
            self.ask()

    def answered(self, connection, status):
        if status == 200:
            self.exchanges.append((self.asked_at, time.monotonic(), connection.child))
        else:
            self.losses.append(f"status {status}")
        if connection.closes:
            self.announced += 1
            connection.close()
            self.anew()
        else:
            self.ask()

    def idle_close(self, _):
        self.idle_closes += 1
        self.anew()

    def lost(self, _, cause):
        self.losses.append(cause)
        self.anew()

    def stop(self):
        self.stopped = True
        self.connection.close()


class SingleClient:
    """Asks when it is told to, on one connection that it keeps or closes."""

    def __init__(self, loop, port, request=None, keep=True, receive_buffer=None):
        self.keep = keep
        self.answers = 0
        self.loss = self.ended_at = self.answered_at = None
        self.connection = Connection(loop, port, self, receive_buffer)
        if request:
            self.ask(request)

    def ask(self, request):
        self.asked_at = time.monotonic()
        self.connection.ask(request)

    def answered(self, connection, status):
        self.answered_at = time.monotonic()
        self.answers += 1
        if status != 200:
            self.loss = f"status {status}"
        if not self.keep:
            connection.close()

    def idle_close(self, _):
        self.ended_at = time.monotonic()

    def lost(self, _, cause):
        self.ended_at = time.monotonic()
        self.loss = cause

    def seconds(self):
        return self.answered_at - self.asked_at


class Paced:
    """Requests at a fixed pace, each on a connection of its own, whatever becomes of those before."""

    def __init__(self, loop, port, path, per_second, wanted):
        self.loop, self.port, self.path = loop, port, path
        self.pace, self.wanted = 1 / per_second, wanted
        self.clients = []
        self.next()

    def next(self):
        if len(self.clients) < self.wanted:
            self.loop.after(self.pace, self.next)
            self.clients.append(SingleClient(self.loop, self.port, get(self.path), keep=False))

    def done(self):
        return len(self.clients) == self.wanted and all(c.answers or c.loss for c in self.clients)

    def served(self):
        return [c.seconds() for c in self.clients if c.answers and not c.loss]


def place(loop, server, wanted, most=180):
    """Connections that all live in one child: it is connected until one has so many; those to others are closed."""
    by_child = {}
    for _ in range(most):
        client = SingleClient(loop, server.port, get("/after/0"))
        loop.run(10, lambda: client.answers or client.loss)
        if client.loss or not client.answers:
            raise RuntimeError(f"{server.name}: a connection to be placed: {client.loss or 'no answer'}")
        placed_in = server.child_name(client.connection.child)
        there = by_child.setdefault(placed_in, [])
        there.append(client)
        if len(there) == wanted:
            for child, others in by_child.items():
                for other in others if child != placed_in else []:
                    other.connection.close()
            return [c.connection for c in there]
    raise RuntimeError(f"{server.name}: no child has {wanted} of {most} connections: { {c: len(t) for c, t in by_child.items()} }")


def quantile(figures, part):
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


class BackendConnection:
    def __init__(self, loop, sock):
        self.loop, self.sock = loop, sock
        self.received = bytearray()
        self.unwritten = b""
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        loop.selector.register(sock, selectors.EVENT_READ, self.ready)
        self.open = True

    def ready(self, events):
        try:
            if events & selectors.EVENT_READ:
                data = self.sock.recv(READ_BYTES)
                if not data:
                    self.close()
                    return
                self.received += data
                self.take()
            if self.open and events & selectors.EVENT_WRITE:
                self.write()
        except BlockingIOError:
            pass
        except OSError:
            self.close()

    def take(self):
        head_end = self.received.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = bytes(self.received[:head_end])
        length = CONTENT_LENGTH.search(head)
        end = head_end + 4 + (int(length.group(1)) if length else 0)
        if len(self.received) < end:
            return
        del self.received[:end]
        kind, number = head.split(b" ", 2)[1].split(b"/")[1:3]
        if kind == b"after":
            self.loop.after(int(number) / 1000, lambda: self.answer(b"ok\n"))
        else:
            self.answer(b"x" * int(number))

    def answer(self, body):
        self.unwritten += b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        if self.open:
            try:
                self.write()
            except OSError:
                self.close()

    def write(self):
        try:
            self.unwritten = self.unwritten[self.sock.send(self.unwritten):]
        except BlockingIOError:
            pass
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self.unwritten else 0)
        self.loop.selector.modify(self.sock, wanted, self.ready)

    def close(self):
        if self.open:
            self.open = False
            self.loop.selector.unregister(self.sock)
            self.sock.close()


class Backend:
    """A process of its own: /after/MILLIS waits, /bytes/N answers with so many bytes."""

    def __init__(self):
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(4096)
        self.port = listener.getsockname()[1]
        self.process = multiprocessing.Process(target=self.serve, args=(listener,), daemon=True)
        self.process.start()
        listener.close()

    @staticmethod
    def serve(listener):
        loop = Loop()
        listener.setblocking(False)
        loop.selector.register(listener, selectors.EVENT_READ, lambda _: BackendConnection(loop, listener.accept()[0]))
        while True:
            loop.turn(time.monotonic() + 60)

    def stop(self):
        self.process.terminate()
        self.process.join()
