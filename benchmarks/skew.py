#!/usr/bin/env python3
"""What becomes of hot connections that all live in one of four processes.

So many keep-alive connections are placed in one process (it is connected until one has enough; the others are closed) and then ask
back to back, a backend answering after 20 ms, every fourth request a POST. Shown are the requests in progress per process over
time, from the clients' side: what each exchange has of a window, over the window's length. Latency shows nothing of a skew while
the backend does the waiting.

  benchmarks/skew.py [--hot N,N] [--seconds 14] [--plots docs/shedding] [TARGET ...]

Targets: whippletree httpd nginx, and whippletree-local, whippletree-off for the other values of KeepAliveShedding.
"""

import argparse
import pathlib
import time

from clients import Backend, HotClient, Loop, place
from servers import Server

BACKEND_MILLIS = 20
CHILDREN = 4
WINDOW_SECONDS = 0.25  # of a plot; the table's is a second
COLORS = ("#c1272d", "#0071bc", "#6a8f2c", "#8a6d3b", "#555555", "#7b4fa3")
MODES = {"whippletree-local": "Local", "whippletree-off": "Off"}


def busy(exchanges, began, seconds, window_seconds):
    """Requests in progress by process, a list with a figure per window for each."""
    windows = int(seconds / window_seconds)
    by_child = {}
    for asked, answered, child in exchanges:
        row = by_child.setdefault(child, [0.0] * windows)
        for window in range(max(0, int((asked - began) / window_seconds)), windows):
            start = began + window * window_seconds
            if start >= answered:
                break
            row[window] += (min(answered, start + window_seconds) - max(asked, start)) / window_seconds
    return by_child


def skews(by_child):
    """Of each window, the busiest process over the mean of all four."""
    return [max(column) * CHILDREN / max(1e-9, sum(column)) for column in zip(*by_child.values())]


def worst(figures):
    return f"{max(figures):.2f}" if figures else "-"


def run(name, backend, hot, seconds):
    mode = MODES.get(name)
    server = Server(name.split("-")[0], backend.port, more=[f"KeepAliveShedding {mode}"] if mode else [])
    try:
        loop = Loop()
        warm = [HotClient(loop, server.port, "/after/5", number) for number in range(32)]
        loop.run(30, lambda: sum(len(client.exchanges) for client in warm) > 4000)
        for client in warm:
            client.stop()
        loop.run(1)
        connections = place(loop, server, hot)
        began = time.monotonic()
        clients = [HotClient(loop, server.port, f"/after/{BACKEND_MILLIS}", n, connection=c) for n, c in enumerate(connections)]
        loop.run(seconds)
        for client in clients:
            client.stop()
        exchanges = [(a, b, server.child_name(child)) for client in clients for a, b, child in client.exchanges]
        losses = sum(len(client.losses) for client in clients)
        moves = [client.announced + client.idle_closes for client in clients]
        return (lambda window: busy(exchanges, began, seconds, window)), losses, sum(moves), max(moves)
    finally:
        server.stop()


def plot(path, title, by_child, hot):
    """One line per process: requests in progress over time."""
    width, height, left, top = 640, 260, 46, 34
    windows = max(len(row) for row in by_child.values())
    x = lambda window: left + (width - left - 12) * window / max(1, windows - 1)
    y = lambda value: top + (height - top - 34) * (1 - value / (hot * 1.05))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="white"/><text x="{left}" y="18" font-size="13">{title}</text>']
    for value in range(0, hot + 1, max(1, hot // 4)):
        lines.append(
            f'<line x1="{left}" x2="{width - 12}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#ddd"/>'
            f'<text x="{left - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value}</text>')
    for second in range(0, int(windows * WINDOW_SECONDS) + 1, 2):
        lines.append(f'<text x="{x(second / WINDOW_SECONDS):.1f}" y="{height - 14}" text-anchor="middle">{second} s</text>')
    mean = hot / CHILDREN
    lines.append(
        f'<line x1="{left}" x2="{width - 12}" y1="{y(mean):.1f}" y2="{y(mean):.1f}" stroke="#999" stroke-dasharray="4 3"/>')
    for color, row in zip(COLORS, by_child.values()):
        points = " ".join(f"{x(window):.1f},{y(value):.1f}" for window, value in enumerate(row))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="1.6"/>')
    path.write_text("\n".join(lines) + "\n</svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--hot", default="16,24")
    parser.add_argument("--seconds", type=float, default=14)
    parser.add_argument("--plots", type=pathlib.Path)
    options = parser.parse_args()
    backend = Backend()
    print("| | hot | lost | moves, most of one | busiest / mean: first second | worst after 2 s | worst after 10 s | last second |")
    print("|---|---|---|---|---|---|---|---|")
    try:
        for hot in map(int, options.hot.split(",")):
            for name in options.targets or ["whippletree", "httpd", "nginx"]:
                busy_in, losses, moves, most = run(name, backend, hot, options.seconds)
                by_second = skews(busy_in(1))
                print(
                    f"| {name} | {hot} | {losses} | {moves}, {most} | {by_second[0]:.2f} | {worst(by_second[2:])} |"
                    f" {worst(by_second[10:])} | {by_second[-1]:.2f} |", flush=True)
                if options.plots:
                    options.plots.mkdir(parents=True, exist_ok=True)
                    title = f"{name}: requests in progress per process, {hot} hot connections placed in one"
                    plot(options.plots / f"measured-{name}-{hot}.svg", title, busy_in(WINDOW_SECONDS), hot)
    finally:
        backend.stop()


if __name__ == "__main__":
    main()
