#!/usr/bin/env python3
"""What wrong passwords cost everybody else.

A hundred requests a second for an open path, each on a new connection, are sent alone; then while wrong passwords for a bcrypt
hash of cost 10 come, a hundred at once and again as soon as they are answered. Shown are how many of the open requests were
served, the median and 99th percentile of their times, and how many wrong passwords were answered meanwhile. AcceptCounts is Active:
connections that wait for a check would else take the places of others at the gate.

  benchmarks/passwords.py [--seconds 9] [--children 2] [--at-once 100]
"""

import argparse
import base64
import time

from clients import Backend, Loop, Paced, SingleClient, quantile
from servers import Server

PER_SECOND = 100
USERS = "bob:$2y$10$0FIbJHTxMsyQsMiridhal.Dvhg8bHaYw3djHalGAJsIYTWRVIfGhO\n"


def wrong(number):
    pair = base64.b64encode(f"bob:wrong{number}".encode()).decode()
    return f"GET /private/after/0 HTTP/1.1\r\nHost: bench\r\nAuthorization: Basic {pair}\r\n\r\n".encode()


class Guesser:
    """Sends the next wrong password when the last one is answered."""

    def __init__(self, loop, port, number):
        self.loop, self.port, self.number = loop, port, number
        self.answered, self.lost, self.on = 0, 0, True
        self.client = None
        self.guess()

    def guess(self):
        if self.client is not None and self.client.answers:
            self.answered += 1
        elif self.client is not None and self.client.loss:
            self.lost += 1
        elif self.client is not None:
            self.loop.after(0.05, self.guess)
            return
        if self.on:
            self.client = SingleClient(self.loop, self.port, wrong(self.number), keep=False)
            self.loop.after(0.05, self.guess)


def fast(loop, port, seconds):
    load = Paced(loop, port, "/after/0", PER_SECOND, int(seconds * PER_SECOND))
    loop.run(seconds + 10, load.done)
    served = load.served()
    return f"{len(served)} of {load.wanted}", quantile(served, 0.5) * 1000, quantile(served, 0.99) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=9)
    parser.add_argument("--children", type=int, default=2)
    parser.add_argument("--at-once", type=int, default=100)
    options = parser.parse_args()
    backend = Backend()
    server = None
    try:
        more = [
            "AcceptCounts Active", "<Location /private>", "AuthType Basic", "AuthName bench", "AuthUserFile users", "Require valid-user", "</Location>"]
        server = Server("whippletree", backend.port, children=options.children, more=more)
        (server.folder / "users").write_text(USERS)
        loop = Loop()
        fast(loop, server.port, 3)
        alone = fast(loop, server.port, options.seconds)
        guessers = [Guesser(loop, server.port, number) for number in range(options.at_once)]
        loop.run(1)
        began = time.monotonic()
        before = sum(guesser.answered for guesser in guessers)
        beside = fast(loop, server.port, options.seconds)
        rate = (sum(guesser.answered for guesser in guessers) - before) / (time.monotonic() - began)
        lost = sum(guesser.lost for guesser in guessers)
        for guesser in guessers:
            guesser.on = False
        print("| | served | median ms | p99 ms |\n|---|---|---|---|")
        print(f"| alone | {alone[0]} | {alone[1]:.1f} | {alone[2]:.1f} |")
        print(f"| beside {options.at_once} wrong passwords at once | {beside[0]} | {beside[1]:.1f} | {beside[2]:.1f} |")
        print(f"\nWrong passwords answered per second: {rate:.1f}; lost: {lost}")
    finally:
        if server is not None:
            server.stop()
        backend.stop()


if __name__ == "__main__":
    main()
