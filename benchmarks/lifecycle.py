#!/usr/bin/env python3
"""How long a start, a replacement and a stop take, and what supervisor and children weigh.

For each JDK: a first start with an empty cache folder, then starts from the archive that it made. A start is timed from the
command to the first answer of a request that is tried every 5 ms; a replacement from `kill -9` of a child to the moment its
successor is READY, by the error log's own clock; the reaction to a shortage from the request that leaves too few workers idle to the
spawn of one more child, by the clock of the process's start. RSS and PSS are the kernel's, of an idle server with two children.

  benchmarks/lifecycle.py [--rounds 5] [JAVA_HOME ...]

Needs a packaged distribution (mvn package).
"""

import argparse
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "deploy" / "target" / "whippletree" / "bin" / "whippletree"


HELD_SECONDS = 3
FIXED = "StartServers 2\nServerLimit 2\nThreadsPerChild 32\nMaxRequestWorkers 64"
GROWING = "StartServers 1\nServerLimit 2\nThreadsPerChild 4\nMaxRequestWorkers 8\nMinSpareThreads 2\nMaxSpareThreads 8"


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/held":
            time.sleep(HELD_SECONDS)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        try:
            self.wfile.write(b"ok")
        except BrokenPipeError:
            pass  # who asked for what is held has gone

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def memory_mib(pid):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return [int(re.search(rf"^{kind}:\s+(\d+)", text, re.M).group(1)) / 1024 for kind in ("Rss", "Pss")]


class Server:
    def __init__(self, java_home, cache, backend, pool=FIXED):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="whippletree-life-"))
        self.port = free_port()
        self.conf = self.folder / "whippletree.conf"
        self.conf.write_text(
            f"ServerRoot {self.folder}\nServerName life\nDefaultRuntimeDir run\nErrorLog error_log\nLogLevel info\n"
            f"Listen 127.0.0.1:{self.port}\n{pool}\n"
            f"ProxyPass / http://127.0.0.1:{backend}/\n")
        self.env = dict(os.environ, JAVA_HOME=java_home, XDG_CACHE_HOME=str(cache))

    def start(self):
        began = time.time()
        self.process = subprocess.Popen(
            [BIN, "-DFOREGROUND", "-f", self.conf], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        while not self.answers():
            time.sleep(0.005)
        return time.time() - began

    def answers(self):
        with socket.socket() as client:
            client.settimeout(10)
            try:
                client.connect(("127.0.0.1", self.port))
                client.sendall(b"GET / HTTP/1.1\r\nHost: life\r\nConnection: close\r\n\r\n")
                return client.recv(12) == b"HTTP/1.1 200"
            except OSError:
                return False

    def children(self):
        out = subprocess.run([BIN, "dump", "--json", "-f", self.conf], env=self.env, capture_output=True, text=True)
        if out.returncode:
            return {}
        return {child["slot"]: child["pid"] for child in json.loads(out.stdout)["children"] if child["accepting"]}

    def await_children(self, wanted):
        while True:
            found = self.children()
            if len(found) == wanted:
                return found
            time.sleep(0.1)

    def replacement(self):
        victim = self.await_children(2)[0]
        # A command that asks would be one more JVM beside the one that starts: the log is read.
        before = len(self.ready_of_first())
        killed = time.time()
        os.kill(victim, signal.SIGKILL)
        while len(self.ready_of_first()) == before:
            time.sleep(0.005)
        ready = self.ready_of_first()[-1]
        return time.mktime(time.strptime(re.sub(r"\.\d+", "", ready), "%a %b %d %H:%M:%S %Y")) + float(
            "0." + re.search(r"\.(\d+)", ready).group(1)) - killed

    def ready_of_first(self):
        return re.findall(r"^\[(.*?)\] .*child 0 .*-> READY", (self.folder / "error_log").read_text(), re.M)

    def reaction(self):
        """From the third of four workers in use, where two have to be idle, to one more process."""
        before = self.processes()
        held = []
        for _ in range(3):
            began = time.time()
            client = socket.create_connection(("127.0.0.1", self.port))
            client.sendall(b"GET /held HTTP/1.1\r\nHost: life\r\nConnection: close\r\n\r\n")
            held.append(client)
            time.sleep(0.3 if len(held) < 3 else 0)
        until = began + HELD_SECONDS
        while len(self.processes()) == len(before) and time.time() < until:
            time.sleep(0.002)
        seconds = time.time() - began
        for client in held:
            client.close()
        if seconds >= HELD_SECONDS:
            raise RuntimeError("no child was added")
        return seconds

    def processes(self):
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return {pid for task in tasks for pid in task.read_text().split()}

    def stop(self):
        began = time.time()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)
        return time.time() - began


def await_archive(cache):
    until = time.time() + 120
    while time.time() < until:
        # That of the children comes first, then the supervisor's.
        if list(cache.rglob("children-*")) and list(cache.rglob("supervisor-*.jsa")):
            time.sleep(0.5)
            return
        time.sleep(0.2)
    print("  no archive was made")


def median(figures):
    return f"{statistics.median(figures):.2f} ({min(figures):.2f}-{max(figures):.2f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("java_homes", nargs="*", default=[os.environ.get("JAVA_HOME", "/usr/lib/jvm/default-java")])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    backend = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=backend.serve_forever, daemon=True).start()
    for java_home in options.java_homes:
        cache = pathlib.Path(tempfile.mkdtemp(prefix="whippletree-cache-"))
        print(java_home)
        server = Server(java_home, cache, backend.server_port)
        print(f"  first start, no archive: {server.start():.2f} s to the first answer")
        print(f"  replacement without an archive: {server.replacement():.2f} s")
        await_archive(cache)
        server.stop()
        starts, replacements, stops, supervisors, children, reactions = [], [], [], [], [], []
        for _ in range(options.rounds):
            server = Server(java_home, cache, backend.server_port)
            starts.append(server.start())
            replacements.append(server.replacement())
            time.sleep(3)
            supervisors.append(memory_mib(server.process.pid))
            children.extend(memory_mib(pid) for pid in server.await_children(2).values())
            stops.append(server.stop())
            server = Server(java_home, cache, backend.server_port, GROWING)
            server.start()
            time.sleep(2)
            reactions.append(server.reaction())
            server.stop()
        print(f"  start to first answer: {median(starts)} s")
        print(f"  kill -9 of a child to its successor READY: {median(replacements)} s")
        print(f"  a worker too few idle to the spawn of a child: {median([1000 * each for each in reactions])} ms")
        print(f"  stop: {median(stops)} s")
        for name, figures in (("supervisor", supervisors), ("child", children)):
            rss, pss = zip(*figures)
            print(f"  {name}: RSS {statistics.median(rss):.0f} MiB, PSS {statistics.median(pss):.0f} MiB")
        shutil.rmtree(cache, ignore_errors=True)
    backend.shutdown()


if __name__ == "__main__":
    main()
