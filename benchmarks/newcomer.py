#!/usr/bin/env python3
"""How slow a new child is at first: the 99th percentile of its first ten seconds against that of a warm one.

Two children, 400 requests a second by chance, half of them on 100 kept connections, half on connections of their own. When both are
warm one is killed; its successor's answers are timed for ten seconds from its first one on, beside those of the child that stayed. A
time is counted from the moment that its request was due; what the kill cuts is counted and left out.

  benchmarks/newcomer.py [--rounds 3] [--warmup 60] [--rate 400]

Needs a packaged distribution (mvn package).
"""

import argparse
import os
import random
import signal
import statistics
import time

from clients import Backend, Connection, Loop, get, quantile
from servers import Server

FIRST_SECONDS = 10
KEPT = 100
FRESH_SHARE = 0.5


class Load:
    """Requests by chance; of each answer when it was due, how long it took, and which child gave it."""

    def __init__(self, loop, port, rate):
        self.loop, self.port, self.rate = loop, port, rate
        self.answers, self.lost_causes = [], []
        self.clients = [Client(self, kept=True) for _ in range(KEPT)]
        self.next()

    def next(self):
        self.loop.after(random.expovariate(self.rate), self.next)
        if random.random() < FRESH_SHARE:
            Client(self, kept=False).ask()
        else:
            free = [client for client in random.sample(self.clients, 8) if client.due_at is None]
            # All at work: it waits, and its time runs.
            (free or [random.choice(self.clients)])[0].ask()


class Client:
    def __init__(self, load, kept):
        self.load, self.kept = load, kept
        self.connection, self.due_at, self.waiting = None, None, []

    def ask(self):
        if self.due_at is not None:
            self.waiting.append(time.monotonic())
            return
        self.send(time.monotonic())

    def send(self, due_at):
        self.due_at = due_at
        for _ in range(2):
            if self.connection is None or not self.connection.open:
                self.connection = Connection(self.load.loop, self.load.port, self)
            self.connection.ask(get("/after/0"))
            if self.connection.open:
                return
            # Its end was seen before anything was sent.

    def over(self):
        self.due_at = None
        if self.waiting:
            self.send(self.waiting.pop(0))

    def answered(self, connection, status):
        self.load.answers.append((self.due_at, time.monotonic() - self.due_at, connection.child if status == 200 else None))
        if connection.closes or not self.kept:
            connection.close()
        self.over()

    def idle_close(self, _):
        pass

    def lost(self, _, cause):
        self.load.lost_causes.append(cause)
        self.over()


def p99(answers, child, since, until):
    """Milliseconds, and how many they are of."""
    times = [seconds for due, seconds, who in answers if who == child and since <= due < until]
    return quantile(times, 0.99) * 1000, len(times)


def measure(backend, options):
    server = Server("whippletree", backend.port, children=2, workers=64)
    try:
        loop = Loop()
        load = Load(loop, server.port, options.rate)
        loop.run(options.warmup)
        old = {who for _, _, who in load.answers[-500:]}
        since = time.monotonic() - FIRST_SECONDS
        warm = max(p99(load.answers, child, since, time.monotonic())[0] for child in old)
        cut = len(load.lost_causes)
        os.kill(server.children()[0], signal.SIGKILL)

        def newcomer():
            return next((who for due, _, who in load.answers[-50:] if who not in old and who and due > since), None)

        loop.run(30, newcomer)
        began, name = time.monotonic(), newcomer()
        loop.run(FIRST_SECONDS)
        stayed = next(who for _, _, who in reversed(load.answers) if who != name and who)
        return warm, *p99(load.answers, name, began, began + FIRST_SECONDS), *p99(
            load.answers, stayed, began, began + FIRST_SECONDS), len(load.lost_causes) - cut
    finally:
        server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--warmup", type=float, default=60)
    parser.add_argument("--rate", type=float, default=400)
    options = parser.parse_args()
    backend = Backend()
    print("| warm p99, ms | new child's p99 of 10 s, ms | of answers | p99 of the one that stayed, ms | of answers | × warm | cut by the kill |\n"
          "|---|---|---|---|---|---|---|")
    ratios = []
    try:
        for _ in range(options.rounds):
            warm, new, answers, stayed, others, cut = measure(backend, options)
            ratios.append(new / warm)
            print(f"| {warm:.1f} | {new:.1f} | {answers} | {stayed:.1f} | {others} | {new / warm:.1f} | {cut} |", flush=True)
    finally:
        backend.stop()
    print(f"\nmedian of {len(ratios)}: {statistics.median(ratios):.1f} × warm")


if __name__ == "__main__":
    main()
