#!/usr/bin/env python3
"""Graceful restarts under load: what is lost, and the 99th percentile of the time to an answer.

200 requests a second for 30 s, half of them on new connections and half on 20 kept ones, and a graceful restart every 4 s: SIGUSR1
for Whippletree and apache2, SIGHUP for nginx. A time is counted from the moment that its request was due. The first 10 s are the
same load without a restart.

  benchmarks/restarts.py [--seconds 30] [TARGET ...]

Targets: whippletree httpd nginx.
"""

import argparse
import signal
import time

from clients import Backend, Connection, Loop, get, quantile
from servers import COMMANDS, Server

EVERY_SECONDS = 4
KEPT = 20
KEPT_PACE = 0.2
FRESH_PACE = 0.01
SIGNALS = {"whippletree": signal.SIGUSR1, "httpd": signal.SIGUSR1, "nginx": signal.SIGHUP}


class Load:
    """Counts what its clients are told."""

    def __init__(self, loop, port):
        self.loop, self.port = loop, port
        self.times, self.losses = [], []
        self.stopped = False
        for number in range(KEPT):
            loop.after(number * KEPT_PACE / KEPT, KeptClient(self).ask)
        self.fresh()

    def fresh(self):
        if not self.stopped:
            self.loop.after(FRESH_PACE, self.fresh)
            FreshClient(self)


class FreshClient:
    def __init__(self, load):
        self.load, self.due_at = load, time.monotonic()
        Connection(load.loop, load.port, self).ask(get("/after/0"))

    def answered(self, connection, status):
        if status == 200:
            self.load.times.append((self.due_at, time.monotonic() - self.due_at))
        else:
            self.load.losses.append(f"fresh: status {status}")
        connection.close()

    def idle_close(self, _):
        self.load.losses.append("fresh: closed before it asked")

    def lost(self, _, cause):
        self.load.losses.append(f"fresh: {cause}")


class KeptClient:
    """Asks at its pace on one connection, and anew on another when it was told to leave; skips a turn while it waits."""

    def __init__(self, load):
        self.load, self.connection = load, None

    def ask(self):
        if self.load.stopped:
            return
        self.load.loop.after(KEPT_PACE, self.ask)
        if self.connection is None or not self.connection.open:
            self.connection = Connection(self.load.loop, self.load.port, self)
        if not self.connection.asked:
            self.due_at = time.monotonic()
            self.connection.ask(get("/after/0"))
            if not self.connection.open:
                # Its end was seen before anything was sent.
                self.connection = Connection(self.load.loop, self.load.port, self)
                self.connection.ask(get("/after/0"))

    def answered(self, connection, status):
        if status == 200:
            self.load.times.append((self.due_at, time.monotonic() - self.due_at))
        else:
            self.load.losses.append(f"kept: status {status}")
        if connection.closes:
            connection.close()

    def idle_close(self, _):
        pass

    def lost(self, _, cause):
        self.load.losses.append(f"kept: {cause}")


def milliseconds(times, part):
    return quantile([seconds for _, seconds in times], part) * 1000


def measure(name, backend, seconds):
    server = Server(name, backend.port, more=["GracefulRestartTimeout 30"])
    try:
        loop = Loop()
        warm = Load(loop, server.port)
        loop.run(8)
        warm.stopped = True
        loop.run(1)
        load = Load(loop, server.port)
        loop.run(10)
        began = time.monotonic()
        restarts = 0
        while restarts * EVERY_SECONDS < seconds:
            server.process.send_signal(SIGNALS[name])
            restarts += 1
            loop.run(EVERY_SECONDS)
        load.stopped = True
        loop.run(3)
    finally:
        server.stop()
    before = [one for one in load.times if one[0] < began]
    during = [one for one in load.times if one[0] >= began]
    return restarts, len(during), load.losses, milliseconds(before, 0.99), milliseconds(during, 0.99), milliseconds(during, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    backend = Backend()
    print("| | restarts | answered | lost | p99 ms without | p99 ms with restarts | worst ms |\n|---|---|---|---|---|---|---|")
    try:
        for name in options.targets or COMMANDS:
            restarts, answered, losses, before, during, worst = measure(name, backend, options.seconds)
            print(f"| {name} | {restarts} | {answered} | {len(losses)} | {before:.1f} | {during:.1f} | {worst:.1f} |", flush=True)
            for cause in sorted(set(losses)):
                print(f"<!-- {name}: {losses.count(cause)} x {cause} -->")
    finally:
        backend.stop()


if __name__ == "__main__":
    main()
