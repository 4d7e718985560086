#!/usr/bin/env python3
"""The whole comparison: CPU per request and per MiB, rates and memory of Whippletree and its peers, by one command.

Every proxy runs with its whole process tree on core 0, load and backend (nginx) on core 1. For each kind of load the rounds are
interleaved; shown are medians with their ranges, and the ratio to nginx in the same run. CPU time is the kernel's account of the
tree. Whippletree has two children and its scoreboard, httpd two children, nginx one worker, HAProxy one thread, the JVM peers one
event loop. Every JVM is warmed up with the requests that --warmup says, and before each load is counted with rounds of it that are not,
for 8 seconds and until its compilers take less than 3 % of its time in two of them in a row, or for 40 seconds: what is compared is what a proxy costs
that has run for a while.
Whippletree's class archives are made before, as at the build of an image.

  benchmarks/bench.py [--rounds 5] [--warmup 150000] [--scale 1.0] [--only LOAD,LOAD] [--write docs/benchmarks.md] [TARGET ...]

Then each is asked at random moments (a Poisson process, benchmarks/load) with 60 % of the rate that it reached in the closed loop of 64
connections: times run from the moment a request was due. The command to the first answer is timed before anything else runs, with both
cores; what a JVM keeps between starts (the class archive) is there.

Loads: 1k 64k 1m post connect 1k-1 1k-32 1k-512 open idle. Needs the Debian packages nginx-light, haproxy, apache2, nghttp2-client and wrk,
and a build of it all: mvn -Pbenchmarks package -DskipTests.
"""

import argparse
import dataclasses
import os
import pathlib
import platform
import re
import resource
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

import cpu_per_request
from cpu_per_request import COMPILERS, ROOT, STARTERS, cpu_seconds, nginx_command, free_port, pss_mib, Running, thread_seconds

ALL = ["nginx", "haproxy", "httpd", "whippletree", "vertx-http-proxy", "undertow", "jetty"]
MIB = 1 << 20
DESCRIPTORS = 65_536
COLORS = {"whippletree": "#0071bc"}


@dataclasses.dataclass(frozen=True)
class Load:
    name: str
    title: str
    requests: int
    clients: int
    path: str
    mib: float = 0  # of body per request, if its cost is told per MiB
    post: bool = False
    connect: bool = False


LOADS = [
    Load("1k", "1 KiB, 64 connections", 30_000, 64, "/1k"),
    Load("64k", "64 KiB, 64 connections", 6_000, 64, "/64k", mib=1 / 16),
    Load("1m", "1 MiB, 16 connections", 500, 16, "/1m", mib=1),
    Load("post", "POST of 16 KiB, 64 connections", 10_000, 64, "/post", post=True),
    Load("connect", "1 KiB, a new connection each", 6_000, 64, "/1k", connect=True),
    Load("1k-1", "1 KiB, 1 connection", 6_000, 1, "/1k"),
    Load("1k-32", "1 KiB, 32 connections", 30_000, 32, "/1k"),
    Load("1k-512", "1 KiB, 512 connections", 30_000, 512, "/1k"),
]


def start_backend(folder):
    port = free_port()
    for name, size in (("1k", 1024), ("64k", 64 << 10), ("1m", MIB)):
        (folder / name).write_bytes(b"x" * size)
    (folder / "16k").write_bytes(b"y" * (16 << 10))
    body = (f"server {{ listen 127.0.0.1:{port} backlog=4096; sendfile on; client_max_body_size 1m;\n"
            f" location / {{ root {folder}; try_files $uri =404; }} location = /post {{ return 200 done; }} }}")
    return Running("backend", 1, nginx_command(folder, "backend", body), port, folder)


def make_archives(folder):
    """As an image's build does: a server that makes them beside its work would be measured with that."""
    conf = folder / "archive.conf"
    conf.write_text(f"ServerRoot {folder}\nServerName bench\nListen 127.0.0.1:{free_port()}\nProxyPass / http://127.0.0.1:9/\n")
    subprocess.run([cpu_per_request.DISTRIBUTION / "bin" / "whippletree", "archive", "-f", conf], check=True, stdout=subprocess.DEVNULL)


def cold_start(starter, folder, backend, rounds=3):
    """Seconds from the command to the first answer, with both cores."""
    figures = []
    for _ in range(rounds):
        cpu_per_request.PROXY_CORES = "0,1"
        proxy = starter(folder, backend)
        try:
            while not answers(proxy.port):
                time.sleep(0.005)
            figures.append(time.time() - proxy.began)
        finally:
            proxy.stop()
            cpu_per_request.PROXY_CORES = "0"
    return statistics.median(figures)


def answers(port):
    with socket.socket() as client:
        client.settimeout(10)
        try:
            client.connect(("127.0.0.1", port))
            client.sendall(b"GET /1k HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
            return client.recv(12) == b"HTTP/1.1 200"
        except OSError:
            return False


def send(load, proxy, requests, folder):
    """Sends about so many requests; returns how many were answered well, and the seconds it took."""
    url = f"http://127.0.0.1:{proxy.port}{load.path}"
    began = time.time()
    if load.connect:
        seconds = max(2, requests // 3000)
        out = subprocess.run(
            ["taskset", "-c", "1", "wrk", "-t1", f"-c{load.clients}", f"-d{seconds}s", "-H", "Connection: close", url],
            capture_output=True, text=True, check=True).stdout
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
        return int(re.search(r"(\d+) requests in", out).group(1)) - int(wrong.group(1) if wrong else 0), time.time() - began
    body = ["-d", str(folder / "16k")] if load.post else []
    out = subprocess.run(
        ["taskset", "-c", "1", "h2load", "--h1", "-t", "1", "-n", str(requests), "-c", str(min(load.clients, requests)), *body, url],
        capture_output=True, text=True, check=True).stdout
    good = int(re.search(r"status codes: (\d+) 2xx", out).group(1))
    if good != requests:
        print(f"  {proxy.name}, {load.name}: {requests - good} of {requests} were not answered well", flush=True)
    return good, time.time() - began


def measure(load, proxies, rounds, scale, folder):
    """By proxy: µs of CPU for each request, and requests a second, of every round."""
    requests = max(load.clients, int(load.requests * scale))
    figures = {proxy.name: [] for proxy in proxies}
    for proxy in proxies:
        if proxy.name not in COMPILED:
            settle(load, proxy, requests, folder)
    for _ in range(rounds):
        for proxy in proxies:
            pids = proxy.pids()
            before = cpu_seconds(pids)
            answered, seconds = send(load, proxy, requests, folder)
            used = cpu_seconds(pids) - before
            if answered:
                figures[proxy.name].append((used / answered * 1e6, answered / seconds))
    return figures


def settle(load, proxy, requests, folder):
    """Sends this load until a JVM has compiled what it needs."""
    began = time.time()
    quiet = 0
    # A load of few requests is not compiled at once: that nothing is compiled yet proves nothing.
    while (quiet < 2 or time.time() < began + LEAST_SECONDS) and time.time() < began + SETTLE_SECONDS:
        pids = proxy.pids()
        whole, compilers = cpu_seconds(pids), compiler_seconds(pids)
        send(load, proxy, requests, folder)
        whole, compilers = cpu_seconds(pids) - whole, compiler_seconds(pids) - compilers
        quiet = quiet + 1 if compilers < SETTLED_PART * whole else 0


def compiler_seconds(pids):
    return thread_seconds(pids, lambda _, name: name.startswith(COMPILERS))


KNEE_PART = 0.6
COMPILED = ("nginx", "haproxy", "httpd")
WARM_ENOUGH = 20_000
LEAST_SECONDS = 8
SETTLE_SECONDS = 40
SETTLED_PART = 0.03


def open_loop(proxies, knees, rounds, seconds):
    """By proxy: what OpenLoop prints, of every round."""
    jar = next((ROOT / "benchmarks" / "load" / "target").glob("load-*.jar"))
    java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
    figures = {proxy.name: [] for proxy in proxies}
    for _ in range(rounds):
        for proxy in proxies:
            out = subprocess.run(
                ["taskset", "-c", "1", java, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", jar,
                 "org.whippletree.benchmarks.load.OpenLoop", str(proxy.port), str(int(knees[proxy.name] * KNEE_PART)), "256", str(seconds)],
                capture_output=True, text=True, check=True)
            figures[proxy.name].append([int(word) for word in out.stdout.split()])
            if out.stderr:
                print(f"  {proxy.name}, open loop: {out.stderr.strip()}", flush=True)
    return figures


def open_table(figures, knees):
    lines = [f"### 1 KiB, at random moments, {KNEE_PART:.0%} of the own rate", "",
             "| | requests/s | lost | connections closed as announced | p50, ms | p99, ms, median (range) | p99.9, ms | p99 × nginx |", "|---|---|---|---|---|---|---|---|"]
    def milliseconds(rounds, place):
        return [row[place] / 1000 for row in rounds]
    base = statistics.median(milliseconds(figures["nginx"], 3))
    for name, rounds in figures.items():
        mark = "**" if name == "whippletree" else ""
        lines.append(f"| {mark}{name}{mark} | {knees[name] * KNEE_PART:.0f} | {sum(row[1] for row in rounds)} | {sum(row[6] for row in rounds)} | {statistics.median(milliseconds(rounds, 2)):.2f}"
                     f" | {spread(milliseconds(rounds, 3), 2)} | {statistics.median(milliseconds(rounds, 4)):.2f}"
                     f" | {mark}{statistics.median(milliseconds(rounds, 3)) / base:.2f}{mark} |")
    return "\n".join(lines) + "\n"


def idle(proxies, wanted):
    """KiB of the tree's memory for each idle connection that has been answered once."""
    grown = {}
    for proxy in proxies:
        before = pss_mib(proxy.pids())
        held = []
        try:
            for _ in range(wanted):
                held.append(socket.create_connection(("127.0.0.1", proxy.port), timeout=10))
                answer_of(held[-1])
            time.sleep(1)
            grown[proxy.name] = (pss_mib(proxy.pids()) - before) * 1024 / wanted
        except OSError as failure:
            print(f"  {proxy.name}: {len(held)} of {wanted} idle connections, then {failure}", flush=True)
        for client in held:
            client.close()
        time.sleep(0.5)
    return grown


def answer_of(client):
    client.sendall(b"GET /1k HTTP/1.1\r\nHost: bench\r\n\r\n")
    got = b""
    while len(got.partition(b"\r\n\r\n")[2]) < 1024:
        more = client.recv(65536)
        if not more:
            raise ConnectionError("closed before its answer")
        got += more


def spread(figures, digits=1):
    return f"{statistics.median(figures):.{digits}f} ({min(figures):.{digits}f}–{max(figures):.{digits}f})"


def table(load, figures):
    cost = "µs CPU per MiB" if load.mib else "µs CPU per request"
    lines = [f"### {load.title}", "", f"| | {cost}, median (range) | × nginx | requests/s |", "|---|---|---|---|"]
    per = load.mib or 1
    base = statistics.median(cpu for cpu, _ in figures["nginx"])
    for name, rounds in figures.items():
        ratio = statistics.median(cpu for cpu, _ in rounds) / base
        mark = "**" if name == "whippletree" else ""
        lines.append(f"| {mark}{name}{mark} | {spread([cpu / per for cpu, _ in rounds])} | {mark}{ratio:.2f}{mark} |"
                     f" {statistics.median(rate for _, rate in rounds):.0f} |")
    return "\n".join(lines) + "\n"


def plot(ratios, path):
    """Bars: cost over nginx's, a group for each load."""
    names = [name for name in next(iter(ratios.values())) if name != "nginx"]
    bar, gap, left, scale = 12, 14, 170, 130
    height = len(ratios) * (len(names) * bar + gap) + 40
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="{height}" font-family="sans-serif" font-size="10">',
             '<rect width="100%" height="100%" fill="white"/>']
    y = 10
    for title, row in ratios.items():
        parts.append(f'<text x="4" y="{y + len(names) * bar / 2 + 4}">{title}</text>')
        for name in names:
            width = min(4, row[name]) * scale
            parts.append(f'<rect x="{left}" y="{y}" width="{width:.0f}" height="{bar - 2}" fill="{COLORS.get(name, "#b8b8b8")}"/>')
            parts.append(f'<text x="{left + width + 4:.0f}" y="{y + bar - 3}">{name} {row[name]:.2f}</text>')
            y += bar
        y += gap
    parts.append(f'<line x1="{left + scale}" x2="{left + scale}" y1="4" y2="{y}" stroke="#c1272d"/>')
    parts.append(f'<text x="{left + scale - 12}" y="{y + 12}">nginx</text></svg>')
    path.write_text("\n".join(parts) + "\n")


def version(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout + done.stderr).splitlines()[0]


def machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
    return (f"{os.cpu_count()} × {cpu}, {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') >> 30} GiB, Linux {platform.release().split('-')[0]}; "
            f"{version('nginx', '-v')}; {version('haproxy', '-v')}; {version('apache2', '-v')}; {version(java, '--version')}.")


def raise_descriptors():
    """As far as the machine allows: without, fewer idle connections can be held."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    for wanted in (DESCRIPTORS, most):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(wanted, most)))
            return
        except ValueError:
            continue


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warmup", type=int, default=150_000)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--idle", default="2000,10000", help="idle connections to hold, one measurement each")
    parser.add_argument("--seconds", type=int, default=20, help="of each open loop")
    parser.add_argument("--only", default="")
    parser.add_argument("--write", type=pathlib.Path)
    options = parser.parse_args()
    names = options.targets or ALL
    if "nginx" not in names:
        names = ["nginx", *names]
    wanted = options.only.split(",") if options.only else [load.name for load in LOADS] + ["open", "idle"]
    raise_descriptors()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="whippletree-bench-"))
    os.chmod(folder, 0o755)
    running, sections, ratios, knees = [], [], {}, {}
    try:
        backend = start_backend(folder)
        running.append(backend)
        if "whippletree" in names:
            make_archives(folder)
        cold = {name: cold_start(STARTERS[name], folder, backend.port) for name in names}
        proxies = []
        for name in names:
            proxies.append(STARTERS[name](folder, backend.port))
            running.append(proxies[-1])
        for proxy in proxies:
            warmup = WARM_ENOUGH if proxy.name in COMPILED else options.warmup
            send(Load("warm", "", warmup, 64, "/1k"), proxy, warmup, folder)
        for load in LOADS:
            if load.name in wanted:
                figures = measure(load, proxies, options.rounds, options.scale, folder)
                sections.append(table(load, figures))
                print(sections[-1], flush=True)
                base = statistics.median(cpu for cpu, _ in figures["nginx"])
                if load.name == "1k":
                    knees = {n: statistics.median(rate for _, rate in r) for n, r in figures.items()}
                ratios[load.title] = {n: statistics.median(cpu for cpu, _ in r) / base for n, r in figures.items()}
        if "open" in wanted and knees:
            figures = open_loop(proxies, knees, options.rounds, options.seconds)
            sections.append(open_table(figures, knees))
            print(sections[-1], flush=True)
        memory = {proxy.name: pss_mib(proxy.pids()) for proxy in proxies}
        counts = [int(word) for word in options.idle.split(",")] if "idle" in wanted else []
        held = [idle(proxies, count) for count in counts]
        rows = ["### Start and memory", "",
                "| | command to first answer, s | PSS of the tree after all of the above, MiB |"
                + "".join(f" KiB per idle connection ({count}) |" for count in counts),
                "|---|---|---|" + "---|" * len(counts)]
        rows += [f"| {n} | {cold[n]:.2f} | {memory[n]:.0f} |" + "".join(f" {f'{one[n]:.1f}' if n in one else '-'} |" for one in held)
                 for n in names]
        sections.append("\n".join(rows) + "\n")
        print(sections[-1], flush=True)
    finally:
        for one in reversed(running):
            one.stop()
        shutil.rmtree(folder, ignore_errors=True)
    if options.write:
        plots = options.write.parent / "benchmarks"
        plots.mkdir(exist_ok=True)
        if ratios:
            plot(ratios, plots / "cpu.svg")
        options.write.write_text(
            "# Benchmarks\n\nMade by `benchmarks/bench.py`, which says what is measured and how. CPU is the kernel's account of the whole process tree; ratios hold within\n"
            f"one run, absolute figures for nothing. {options.rounds} rounds of each load, interleaved, after {options.warmup} requests to warm up each JVM's proxy, and rounds\nof each load that are not counted until its compilers take less than {SETTLED_PART:.0%} of its time.\n\n"
            f"{machine()} Load average at the end: {os.getloadavg()[0]:.1f}.\n\n"
            "![CPU for the same work, nginx is 1](benchmarks/cpu.svg)\n\n" + "\n".join(sections))


if __name__ == "__main__":
    main()
