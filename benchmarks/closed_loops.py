#!/usr/bin/env python3
"""Closed loops of keep-alive clients against the ideal of 64 workers: throughput and the 99th percentile.

A backend answers after 50 ms; so many clients ask again as soon as they are answered, every fourth request a POST. With W workers
and N clients, the ideal is min(N, W) / 50 ms requests a second, each answered after 50 ms x max(1, N / W). `direct` is the same
load without a proxy: what the clients and the backend of this script reach by themselves, who lose a millisecond or two in each turn. The
first three seconds are left out: the clients come all at once and have to be shared out first.

  benchmarks/closed_loops.py [--rounds 3] [--seconds 6] [TARGET ...]

Targets: direct whippletree httpd nginx. nginx limits no requests in progress, so its ideal is the number of clients.
"""

import argparse
import statistics

from clients import Backend, HotClient, Loop, quantile
from servers import COMMANDS, Server

BACKEND_SECONDS = 0.05
SETTLING_SECONDS = 3
CLIENTS = (32, 56, 64, 96, 128)
WORKERS = 64


def run(port, clients, seconds):
    """Losses, answers a second and the 99th percentile of a closed loop, once it has settled."""
    loop = Loop()
    path = f"/after/{BACKEND_SECONDS * 1000:.0f}"
    running = [HotClient(loop, port, path, number) for number in range(clients)]
    loop.run(SETTLING_SECONDS)
    began = {client: len(client.exchanges) for client in running}
    loop.run(seconds)
    measured = [one for client in running for one in client.exchanges[began[client]:]]
    losses = sum(len(client.losses) for client in running)
    moves = sum(client.announced + client.idle_closes for client in running)
    for client in running:
        client.stop()
    loop.run(0.3)
    return losses, len(measured) / seconds, quantile([answered - asked for asked, answered, _ in measured], 0.99), moves


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6)
    options = parser.parse_args()
    backend = Backend()
    figures = {}
    try:
        for name in options.targets or ["direct", *COMMANDS]:
            server = Server(name, backend.port) if name != "direct" else None
            try:
                port = server.port if server else backend.port
                if server:
                    for _ in range(3 if name == "whippletree" else 1):
                        run(port, 64, 4)
                for _ in range(options.rounds):
                    for clients in CLIENTS:
                        figures.setdefault((name, clients), []).append(run(port, clients, options.seconds))
            finally:
                if server:
                    server.stop()
    finally:
        backend.stop()
    print("| | clients | lost | moves | requests/s | of the ideal | of direct | p99 ms | × ideal |\n|---|---|---|---|---|---|---|---|---|")
    direct = {clients: statistics.median(r[1] for r in rounds) for (name, clients), rounds in figures.items() if name == "direct"}
    for (name, clients), rounds in figures.items():
        limit = clients if name in ("direct", "nginx") else min(clients, WORKERS)
        ideal_rate, ideal_seconds = limit / BACKEND_SECONDS, BACKEND_SECONDS * clients / limit
        lost, moves = sum(r[0] for r in rounds), sum(r[3] for r in rounds)
        rate, p99 = statistics.median(r[1] for r in rounds), statistics.median(r[2] for r in rounds)
        of_direct = f"{rate / direct[limit]:.3f}" if limit in direct else "-"
        print(f"| {name} | {clients} | {lost} | {moves} | {rate:.0f} | {rate / ideal_rate:.3f} | {of_direct} |"
              f" {p99 * 1000:.1f} | {p99 / ideal_seconds:.2f} |")


if __name__ == "__main__":
    main()
