#!/usr/bin/env python3
"""CPU per request of Whippletree and its peers, side by side.

Every proxy forwards the same requests to the same backend. The proxy's process tree runs on core 0; the load (h2load) and the
backend (nginx) run on core 1. The rounds are interleaved, so that what disturbs the machine disturbs all alike, and what is
printed are medians and ratios: an absolute figure of a small, shared machine says little. CPU time is the kernel's account of
the whole tree (user and system time of every process of it).

  benchmarks/cpu_per_request.py [--rounds 5] [--requests 40000] [--clients 64] [--size 1024] [TARGET ...]

Targets: nginx haproxy httpd whippletree vertx-http-proxy undertow jetty seam-bootstrap seam-vertx. Needs the Debian packages nginx-light, haproxy, apache2,
nghttp2-client, a packaged distribution (mvn package), and for the JVM peers and the seam: mvn -Pbenchmarks package -DskipTests.
"""

import argparse
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DISTRIBUTION = ROOT / "deploy" / "target" / "whippletree"
SEAM = ROOT / "benchmarks" / "seam" / "target"
PEERS = ROOT / "benchmarks" / "peers" / "target"
PROXY_CORES = "0"
COMPILERS = ("C1 Comp", "C2 Comp")
TICKS = os.sysconf("SC_CLK_TCK")
HTTPD_MODULES = "/usr/lib/apache2/modules"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tree(pid):
    """The pid and all its descendants."""
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo.extend(children.get(one, []))
    return found


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def thread_seconds(pids, wanted):
    """CPU of those threads that are wanted, as told by pid and name."""
    total = 0
    for pid in pids:
        for stat in pathlib.Path(f"/proc/{pid}/task").glob("*/stat"):
            try:
                name, fields = stat.read_text().split("(", 1)[1].rsplit(")", 1)
            except (FileNotFoundError, ProcessLookupError):
                continue
            if wanted(pid, name):
                total += int(fields.split()[11]) + int(fields.split()[12])
    return total / TICKS


def pss_mib(pids):
    total = 0
    for pid in pids:
        try:
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total / 1024


def await_port(port, seconds=60):
    until = time.time() + seconds
    while time.time() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"nothing listens on {port}")


def stop_tree(process):
    """Asks a server to stop; what does not in time is killed."""
    pids = tree(process.pid)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


class Running:
    """A proxy or the backend: a process tree on one core."""

    def __init__(self, name, core, command, port, folder, env=None):
        self.name, self.port = name, port
        self.log = open(folder / f"{name}.log", "wb")
        self.began = time.time()
        self.process = subprocess.Popen(
            ["taskset", "-c", str(core), *map(str, command)],
            stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL, env=env, start_new_session=True)
        await_port(port)

    def pids(self):
        return tree(self.process.pid)

    def stop(self):
        stop_tree(self.process)
        self.log.close()


def nginx_command(folder, name, body):
    conf = folder / f"{name}.conf"
    conf.write_text(
        f"daemon off; worker_processes 1; worker_rlimit_nofile 48000; pid {folder}/{name}.pid; error_log {folder}/{name}.err;\n"
        "events { worker_connections 24000; }\n"
        "http { access_log off; keepalive_requests 100000000; keepalive_timeout 600;\n"
        + "".join(f"{kind}_temp_path {folder}/{name}-{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + body + "}\n")
    return ["nginx", "-c", conf, "-p", folder]


def start_backend(folder, size):
    port = free_port()
    (folder / "page").write_bytes(b"x" * size)
    body = f"server {{ listen 127.0.0.1:{port}; sendfile on; tcp_nopush off; location / {{ root {folder}; try_files /page =404; }} }}"
    return Running("backend", 1, nginx_command(folder, "backend", body), port, folder)


def start_nginx(folder, backend):
    port = free_port()
    body = (f"upstream app {{ server 127.0.0.1:{backend}; keepalive 128; keepalive_requests 100000000; }}\n"
            # A body of 16 KiB fits its buffer: otherwise each would be written to a file.
            f"server {{ listen 127.0.0.1:{port}; client_body_buffer_size 64k; location / {{ proxy_pass http://app; proxy_http_version 1.1;"
            ' proxy_set_header Connection ""; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'
            " proxy_set_header X-Forwarded-Host $http_host; proxy_set_header X-Forwarded-Proto http; } }")
    return Running("nginx", PROXY_CORES, nginx_command(folder, "nginx", body), port, folder)


def start_haproxy(folder, backend):
    port = free_port()
    conf = folder / "haproxy.conf"
    conf.write_text(
        "global\n nbthread 1\n maxconn 9900\ndefaults\n mode http\n timeout connect 5s\n timeout client 600s\n timeout server 600s\n"
        f" option forwardfor\n http-reuse always\nfrontend f\n bind 127.0.0.1:{port}\n default_backend b\n"
        f"backend b\n server s 127.0.0.1:{backend}\n")
    return Running("haproxy", PROXY_CORES, ["haproxy", "-db", "-f", conf], port, folder)


def start_httpd(folder, backend):
    port = free_port()
    conf = folder / "httpd.conf"
    modules = ["mpm_event", "authz_core", "proxy", "proxy_http"]
    conf.write_text(
        "".join(f"LoadModule {m}_module {HTTPD_MODULES}/mod_{m}.so\n" for m in modules)
        + f"ServerName bench\nListen 127.0.0.1:{port}\nPidFile {folder}/httpd.pid\nErrorLog {folder}/httpd.err\n"
        "StartServers 2\nServerLimit 2\nThreadLimit 320\nThreadsPerChild 320\nMaxRequestWorkers 640\nMinSpareThreads 1\nMaxSpareThreads 640\nAsyncRequestWorkerFactor 20\n"
        f"MaxKeepAliveRequests 0\nKeepAliveTimeout 600\nDefaultRuntimeDir {folder}\n"
        f"ProxyPass / http://127.0.0.1:{backend}/ enablereuse=on max=320\n")
    return Running("httpd", PROXY_CORES, ["apache2", "-DFOREGROUND", "-f", conf], port, folder)


def start_whippletree(folder, backend, children=2, workers=320):
    """The class archive is there, as at every start but the first."""
    port = free_port()
    conf = folder / "whippletree.conf"
    conf.write_text(
        f"ServerRoot {folder}\nServerName bench\nDefaultRuntimeDir wt\nErrorLog whippletree.err\nListen 127.0.0.1:{port}\n"
        f"StartServers {children}\nServerLimit {children}\nThreadLimit {workers}\nThreadsPerChild {workers}\nMaxRequestWorkers {children * workers}\nMinSpareThreads 1\n"
        f"MaxSpareThreads {(children + 1) * workers}\nAsyncRequestWorkerFactor 20\nMaxKeepAliveRequests 0\nKeepAliveTimeout 600\n"
        f"ProxyPass / http://127.0.0.1:{backend}/\n")
    program = DISTRIBUTION / "bin" / "whippletree"
    subprocess.run([program, "archive", "-f", conf], check=True, stdout=subprocess.DEVNULL)
    return Running("whippletree", PROXY_CORES, [program, "-DFOREGROUND", "-f", conf], port, folder)


def start_seam(kind):
    def start(folder, backend):
        port = free_port()
        class_path = f"{next(SEAM.glob('seam-*.jar'))}:{(SEAM / 'class-path').read_text().strip()}"
        java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
        return Running(f"seam-{kind}", PROXY_CORES, [
            java, "-Xmx128m", "-XX:+UseSerialGC", "-cp", class_path, "org.whippletree.benchmarks.seam.SeamMain",
            kind, port, backend], port, folder)
    return start


def start_peer(kind):
    def start(folder, backend):
        port = free_port()
        class_path = f"{next(PEERS.glob('peers-*.jar'))}:{(PEERS / 'class-path').read_text().strip()}"
        java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
        release = (pathlib.Path(os.environ.get("JAVA_HOME", "/usr")) / "release")
        newer = ["--sun-misc-unsafe-memory-access=allow"] if 'JAVA_VERSION="2' in (release.read_text() if release.exists() else "") else []
        return Running(kind, PROXY_CORES, [
            java, "-Xmx128m", "-XX:+UseSerialGC", *newer, "-cp", class_path, "org.whippletree.benchmarks.peers.PeerMain",
            kind, port, backend], port, folder)
    return start


STARTERS = {
    "nginx": start_nginx,
    "haproxy": start_haproxy,
    "httpd": start_httpd,
    "whippletree": start_whippletree,
    "vertx-http-proxy": start_peer("vertx-http-proxy"),
    "undertow": start_peer("undertow"),
    "jetty": start_peer("jetty"),
    "seam-bootstrap": start_seam("bootstrap"),
    "seam-vertx": start_seam("vertx"),
}


def load(port, requests, clients):
    """Sends the requests and returns how many succeeded, and the seconds that took."""
    began = time.time()
    out = subprocess.run(
        ["taskset", "-c", "1", "h2load", "--h1", "-t", "1", "-n", str(requests), "-c", str(clients), f"http://127.0.0.1:{port}/"],
        capture_output=True, text=True, check=True).stdout
    succeeded = int(next(line for line in out.splitlines() if line.startswith("requests:")).split(" succeeded")[0].split()[-1])
    return succeeded, time.time() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=40_000)
    parser.add_argument("--warmup", type=int, default=120_000)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--size", type=int, default=1024)
    options = parser.parse_args()
    names = options.targets or ["nginx", "haproxy", "httpd", "whippletree"]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="whippletree-bench-"))
    os.chmod(folder, 0o755)
    running = []
    try:
        backend = start_backend(folder, options.size)
        running.append(backend)
        proxies = []
        for name in names:
            proxy = STARTERS[name](folder, backend.port)
            running.append(proxy)
            proxies.append(proxy)
        for proxy in proxies:
            load(proxy.port, options.warmup, options.clients)
        micros = {name: [] for name in names}
        rates = {name: [] for name in names}
        for _ in range(options.rounds):
            for proxy in proxies:
                pids = proxy.pids()
                before = cpu_seconds(pids)
                succeeded, seconds = load(proxy.port, options.requests, options.clients)
                if succeeded != options.requests:
                    print(f"{proxy.name}: {options.requests - succeeded} requests failed")
                micros[proxy.name].append((cpu_seconds(pids) - before) / options.requests * 1e6)
                rates[proxy.name].append(succeeded / seconds)
        base = statistics.median(micros[names[0]])
        print(f"{options.size} bytes, {options.clients} clients, {options.rounds} rounds of {options.requests} requests")
        print(f"{'':15} {'us CPU/request':>15} {'range':>15} {'x ' + names[0]:>10} {'req/s':>9} {'PSS MiB':>8}")
        for proxy in proxies:
            figures = micros[proxy.name]
            median = statistics.median(figures)
            print(f"{proxy.name:15} {median:15.1f} {min(figures):7.1f}-{max(figures):<7.1f} {median / base:10.2f}"
                  f" {statistics.median(rates[proxy.name]):9.0f} {pss_mib(proxy.pids()):8.0f}")
    finally:
        for one in reversed(running):
            one.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
