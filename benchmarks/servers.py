"""Whippletree, apache2's event MPM and nginx with the same number of processes in front of the same backend."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from cpu_per_request import DISTRIBUTION, HTTPD_MODULES, await_port, free_port, pss_mib, stop_tree, tree


class Server:
    """A server in a folder of its own. Its answers name the child that gave them in a field X-Child or X-Whippletree-Child."""

    def __init__(self, name, backend, children=4, workers=16, idle_seconds=600, more=()):
        self.name, self.children_wanted = name, children
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"whippletree-bench-{name}-"))
        os.chmod(self.folder, 0o755)
        self.port = free_port()
        self.log = open(self.folder / "log", "wb")
        command = COMMANDS[name](self.folder, self.port, backend, children, workers, idle_seconds, more)
        self.process = subprocess.Popen(
            [str(word) for word in command], stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        await_port(self.port)
        until = time.time() + 90
        while self.ready() < children:
            if time.time() > until:
                raise RuntimeError(f"{name}: {self.ready()} of {children} children serve")
            time.sleep(0.1)
        time.sleep(3)

    def ready(self):
        """How many children serve: a JVM that has only been started does not."""
        if self.name != "whippletree":
            return len(self.children())
        log = self.folder / "error_log"
        return log.read_text().count(" -> READY") if log.exists() else 0

    def children(self):
        """The processes that take clients."""
        mark = {"whippletree": "org.whippletree.child.ChildMain --slot", "httpd": "apache2", "nginx": "worker process"}[self.name]
        found = []
        for pid in tree(self.process.pid):
            try:
                if pid != self.process.pid and mark in pathlib.Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
                    found.append(pid)
            except OSError:
                continue
        return found

    def pss_mib(self):
        return pss_mib(tree(self.process.pid))

    def child_name(self, header):
        """One name per process: httpd's comes from mod_unique_id, whose characters 8 to 15 are the process's own."""
        return header[8:16] if self.name == "httpd" and header else header

    def stop(self):
        stop_tree(self.process)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def whippletree(folder, port, backend, children, workers, idle_seconds, more):
    conf = folder / "whippletree.conf"
    conf.write_text(
        f"ServerRoot {folder}\nServerName bench\nDefaultRuntimeDir run\nErrorLog error_log\nLogLevel info\nListen 127.0.0.1:{port}\n"
        f"StartServers {children}\nServerLimit {children}\nThreadsPerChild {workers}\nMaxRequestWorkers {children * workers}\n"
        f"MinSpareThreads 1\nMaxSpareThreads {(children + 1) * workers}\nChildHeader On\n"
        f"ChildJavaOptions -Xmx64m -XX:MaxDirectMemorySize=64m\nMaxKeepAliveRequests 0\nKeepAliveTimeout {idle_seconds}\n"
        + "".join(f"{line}\n" for line in more)
        + f"ProxyPass / http://127.0.0.1:{backend}/\n")
    return [DISTRIBUTION / "bin" / "whippletree", "-DFOREGROUND", "-f", conf]


def httpd(folder, port, backend, children, workers, idle_seconds, _):
    conf = folder / "httpd.conf"
    modules = ["mpm_event", "authz_core", "proxy", "proxy_http", "headers", "unique_id"]
    conf.write_text(
        "".join(f"LoadModule {m}_module {HTTPD_MODULES}/mod_{m}.so\n" for m in modules)
        + f"ServerName bench\nListen 127.0.0.1:{port}\nAcceptFilter http none\nPidFile {folder}/httpd.pid\nErrorLog {folder}/error_log\n"
        f"StartServers {children}\nServerLimit {children}\nThreadsPerChild {workers}\nMaxRequestWorkers {children * workers}\n"
        f"MinSpareThreads 1\nMaxSpareThreads {children * workers}\nMaxKeepAliveRequests 0\nKeepAliveTimeout {idle_seconds}\n"
        f"DefaultRuntimeDir {folder}\nHeader always set X-Child %{{UNIQUE_ID}}e\n"
        + ("User www-data\nGroup www-data\n" if os.geteuid() == 0 else "")
        + f"ProxyPass / http://127.0.0.1:{backend}/ enablereuse=on max={workers}\n")
    return ["apache2", "-DFOREGROUND", "-f", conf]


def nginx(folder, port, backend, children, _, idle_seconds, __):
    conf = folder / "nginx.conf"
    conf.write_text(
        ("user www-data;\n" if os.geteuid() == 0 else "")
        + f"daemon off; worker_processes {children}; pid {folder}/nginx.pid; error_log {folder}/error_log;\n"
        "events { worker_connections 8192; }\n"
        f"http {{ access_log off; keepalive_requests 100000000; keepalive_timeout {idle_seconds};\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"upstream app {{ server 127.0.0.1:{backend}; keepalive 128; keepalive_requests 100000000; }}\n"
        f"server {{ listen 127.0.0.1:{port} backlog=511; location / {{ proxy_pass http://app; proxy_http_version 1.1;\n"
        'proxy_set_header Connection ""; proxy_max_temp_file_size 0; add_header X-Child $pid; } } }\n')
    return ["nginx", "-c", conf, "-p", folder]


COMMANDS = {"whippletree": whippletree, "httpd": httpd, "nginx": nginx}
