#!/usr/bin/env python3
"""What everyday tools make of Whippletree: each must see what it would of a server without a proxy before it.

  benchmarks/tools.py [curl] [h2load] [wrk] [slowhttptest] [varnishtest]      all of them by default

curl: methods, uploads with length and in chunks, Expect, HTTP/1.0, refused upgrades, reuse, limits. h2load (--h1) and wrk: thousands of
requests on 32 connections, none failed. slowhttptest: 200 clients with slow heads, slow bodies, slow reads and many ranges, while others
are served within two seconds, or within three times what it takes without them on a machine that is busy. varnishtest: the cases in benchmarks/vtc, where it is client and backend at once.

Each tool gets a verdict; the exit code is 1 if any was surprised. Needs the Debian packages curl, nghttp2-client, wrk, slowhttptest and
varnish, and a packaged distribution (mvn package).
"""

import argparse
import http.client
import http.server
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

from clients import Backend
from cpu_per_request import free_port
from servers import Server

CASES = pathlib.Path(__file__).resolve().parent / "vtc"
CONNECTIONS = 32
SLOW_CONNECTIONS = 200
SLOW_SECONDS = 15
READ_TIMEOUT = "RequestReadTimeout header=4-8,MinRate=500 body=4,MinRate=500"


class Echo(http.server.BaseHTTPRequestHandler):
    """/bytes/N answers with so many octets; what is posted comes back."""

    protocol_version = "HTTP/1.1"

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def answer(self):
        sent = self.body()
        match = re.match(r"/bytes/(\d+)", self.path)
        body = b"x" * int(match.group(1)) if match else sent or b"ok\n"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Seen", f"{self.command} {self.request_version} {self.headers.get('Via', 'no Via')}")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_OPTIONS = do_DELETE = answer

    def log_message(self, *_):
        pass


class Surprises:
    def __init__(self, tool):
        self.tool, self.found, self.checks = tool, [], 0

    def expect(self, what, good, seen=""):
        self.checks += 1
        if not good:
            self.found.append(f"{what}: {str(seen)[:300]}")

    def verdict(self):
        print(f"{self.tool}: {'no surprise in' if not self.found else 'SURPRISED in ' + str(len(self.found)) + ' of'} {self.checks} checks")
        for one in self.found:
            print(f"  {one}")
        return not self.found


def run(*command, stdin=None, limit=120):
    return subprocess.run([str(word) for word in command], input=stdin, capture_output=True, timeout=limit, check=False)


# ---------------------------------------------------------------- curl


def curl():
    surprises = Surprises("curl")
    backend = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=backend.serve_forever, daemon=True).start()
    server = Server("whippletree", backend.server_address[1], children=2, workers=16)
    url = f"http://127.0.0.1:{server.port}"
    with tempfile.NamedTemporaryFile() as upload:
        content = bytes(range(256)) * 8192
        upload.write(content)
        upload.flush()

        def status(*arguments):
            return run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", *arguments).stdout.decode()

        def same(what, expected, *arguments):
            done = run("curl", "-s", "-f", *arguments)
            surprises.expect(what, done.returncode == 0 and done.stdout == expected, (done.returncode, len(done.stdout), done.stderr))

        def is_status(what, expected, *arguments):
            seen = status(*arguments)
            surprises.expect(what, seen == expected, seen)

        try:
            same("GET", b"x" * 100_000, f"{url}/bytes/100000")
            head = run("curl", "-s", "-I", f"{url}/bytes/1234").stdout.decode()
            surprises.expect("HEAD", "200" in head and "ontent-Length: 1234" in head and "HEAD HTTP/1.1 1.1 " in head, head)
            same("POST with Expect: 100-continue", content, "--data-binary", f"@{upload.name}", "-H", "Expect: 100-continue", url)
            same("PUT in chunks", content, "-T", upload.name, "-H", "Transfer-Encoding: chunked", f"{url}/put")
            same("slow download", b"x" * 600_000, "--limit-rate", "200k", f"{url}/bytes/600000")
            same("HTTP/1.0", b"x" * 5000, "-0", f"{url}/bytes/5000")
            same("OPTIONS *", b"", "-X", "OPTIONS", "--request-target", "*", url)
            is_status("h2c upgrade goes on as HTTP/1.1", "200", "--http2", f"{url}/bytes/10")
            is_status("TRACE", "405", "-X", "TRACE", url)
            is_status("CONNECT", "405", "-X", "CONNECT", url)
            is_status("a field too long", "431", "-H", f"X-Long: {'x' * 9000}", url)
            is_status("a line too long", "414", f"{url}/{'x' * 9000}")
            is_status("two lengths", "400", "-H", "Content-Length: 1", "-H", "Content-Length: 2", "-X", "POST", url)
            prior = run("curl", "-s", "--http2-prior-knowledge", "-m", "10", url)
            surprises.expect("HTTP/2 without an upgrade is refused", prior.returncode not in (0, 28), prior.returncode)
            connects = run("curl", "-s", "-w", "%{num_connects} ", "-o", "/dev/null", f"{url}/a", "-o", "/dev/null", f"{url}/b").stdout
            surprises.expect("the connection is kept", connects == b"1 0 ", connects)
            many = run("curl", "-s", "-Z", "--parallel-max", "40", "-o", "/dev/null", "-w", "%{http_code}\n", f"{url}/bytes/[1000-1199]")
            surprises.expect("200 in parallel", many.stdout.split().count(b"200") == 200, many.stdout[-100:])
        finally:
            server.stop()
            backend.shutdown()
    return surprises.verdict()


# ---------------------------------------------------------------- Load


def h2load():
    surprises = Surprises("h2load")
    backend = Backend()
    server = Server("whippletree", backend.port, children=2, workers=32)
    try:
        for path, requests in (("bytes/1024", 10_000), ("bytes/100000", 1_000), ("after/20", 2_000)):
            out = run("h2load", "--h1", "-n", requests, "-c", CONNECTIONS, "-t", 1, f"http://127.0.0.1:{server.port}/{path}").stdout.decode()
            line = re.search(r"requests: .*", out)
            good = f"{requests} succeeded, 0 failed, 0 errored, 0 timeout" in out and f"status codes: {requests} 2xx" in out
            surprises.expect(path, good, line.group() if line else out)
    finally:
        server.stop()
        backend.stop()
    return surprises.verdict()


def wrk():
    surprises = Surprises("wrk")
    backend = Backend()
    server = Server("whippletree", backend.port, children=2, workers=32)
    try:
        for path in ("bytes/1024", "after/5"):
            # Cold JVMs on a busy machine may take longer than the two seconds that wrk waits by default.
            out = run("wrk", "-t", 2, "-c", CONNECTIONS, "-d", "8s", "--timeout", "8s", f"http://127.0.0.1:{server.port}/{path}").stdout.decode()
            requests = re.search(r"(\d+) requests in", out)
            surprises.expect(f"{path}: answers", requests and int(requests.group(1)) > CONNECTIONS * 5, out)
            surprises.expect(f"{path}: sockets", "Socket errors" not in out, out[-300:])
            surprises.expect(f"{path}: statuses", "Non-2xx" not in out, out)
    finally:
        server.stop()
        backend.stop()
    return surprises.verdict()


# ---------------------------------------------------------------- Slow clients


class Probe(threading.Thread):
    """Asks on a new connection ten times a second."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.ended, self.answers, self.worst, self.failures = port, threading.Event(), 0, 0, []

    def run_for(self, seconds):
        self.start()
        time.sleep(seconds)
        self.ended.set()
        self.join()
        return self

    def run(self):
        while not self.ended.wait(0.1):
            began = time.monotonic()
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", "/bytes/10")
                answer = connection.getresponse()
                answer.read()
                connection.close()
                if answer.status != 200:
                    self.failures.append(answer.status)
            except OSError as failure:
                self.failures.append(str(failure))
            self.answers += 1
            self.worst = max(self.worst, time.monotonic() - began)


def slowhttptest():
    surprises = Surprises("slowhttptest")
    backend = Backend()
    server = Server("whippletree", backend.port, children=2, workers=64, idle_seconds=5, more=[
        READ_TIMEOUT,
        # A body on its way holds a connection to the backend, of which there are as many as workers by default: room for all of them.
        f"ProxyPass / http://127.0.0.1:{backend.port}/ max={2 * SLOW_CONNECTIONS}"])
    url = f"http://127.0.0.1:{server.port}"
    common = ["-c", SLOW_CONNECTIONS, "-r", 100, "-l", SLOW_SECONDS, "-i", 2, "-p", 3]
    attacks = {
        "slow heads": ["-H", "-u", f"{url}/bytes/10"],
        "slow bodies": ["-B", "-s", 8192, "-u", f"{url}/bytes/10"],
        "slow reads": ["-X", "-k", 3, "-w", 512, "-y", 1024, "-n", 2, "-z", 32, "-u", f"{url}/bytes/300000"],
        "ranges": ["-R", "-u", f"{url}/bytes/10"],
    }
    try:
        warm_up = Probe(server.port).run_for(5)
        quiet = Probe(server.port).run_for(5)
        print(f"slowhttptest: without an attack the worst of {quiet.answers} answers took {quiet.worst:.2f} s (cold {warm_up.worst:.2f} s)")
        # More bodies than workers: one that does not come gives its worker back after a second.
        allowed = max(2, 3 * quiet.worst)
        for name, arguments in attacks.items():
            probe = Probe(server.port)
            probe.start()
            out = re.sub(r"\x1b\[[0-9;]*m", "", run("slowhttptest", *arguments, *common).stdout.decode(errors="replace"))
            probe.ended.set()
            probe.join()
            surprises.expect(f"{name}: served according to slowhttptest", "service available:   YES" in out
                             and not re.search(r"service available:\s+NO", out), out[-600:])
            surprises.expect(f"{name}: others served within {allowed:.1f} s", probe.answers > 15 and not probe.failures and probe.worst < allowed,
                             f"{probe.answers} answers, worst {probe.worst:.2f} s, {probe.failures[:5]}")
        children = len(server.children())
        surprises.expect("no child was lost", children == 2 and "AH00052" not in (server.folder / "error_log").read_text(), children)
    finally:
        server.stop()
        backend.stop()
    return surprises.verdict()


# ---------------------------------------------------------------- Cases


def varnishtest():
    surprises = Surprises("varnishtest")
    backend_port = free_port()
    server = Server("whippletree", backend_port, children=1, workers=16, more=[
        f"ProxyPass / http://127.0.0.1:{backend_port}/ retry=0 timeout=2"])
    try:
        for case in sorted(CASES.glob("*.vtc")):
            done = run("varnishtest", "-D", f"proxy=127.0.0.1:{server.port}", "-D", f"backend=127.0.0.1:{backend_port}", case)
            failed = [line for line in done.stdout.decode(errors="replace").splitlines() if line.startswith("----")]
            surprises.expect(case.stem, done.returncode == 0, failed or done.stdout[-300:])
    finally:
        server.stop()
    return surprises.verdict()


def main():
    tools = {tool.__name__: tool for tool in (curl, h2load, wrk, slowhttptest, varnishtest)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tools", nargs="*", choices=[[], *tools], default=[])
    wanted = parser.parse_args().tools or list(tools)
    return 0 if all([tools[name]() for name in wanted]) else 1


if __name__ == "__main__":
    sys.exit(main())
