package org.whippletree.supervisor.status;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.LoadRow;

/**
 * The status as httpd's page: its parts in its order, with a table of connections by what they are doing in place of the
 * asynchronous ones. One document without scripts and without anything to fetch.
 */
public final class StatusHtml {
    private static final int LETTERS_PER_LINE = 64;
    private static final String STYLE = """
            :root { color-scheme: light dark }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 1rem auto; padding: 0 1rem; max-width: 70rem }
            h1 { font-size: 1.4rem; overflow-wrap: anywhere }
            h2 { font-size: 1.1rem; margin: 1.5rem 0 .4rem; overflow-wrap: anywhere }
            ul { list-style: none; padding: 0; margin: .6rem 0 }
            hr { border: 0; border-top: 1px solid #8886 }
            .wide { overflow-x: auto; margin: .8rem 0 }
            table { border-collapse: collapse; font-size: .87em; font-variant-numeric: tabular-nums }
            th, td { border: 1px solid #8886; padding: .15rem .4rem; text-align: left; white-space: nowrap }
            th { font-weight: 600; background: #8882 }
            .n { text-align: right }
            .z { opacity: .45 }
            .sum td { font-weight: 600 }
            .query { white-space: normal; overflow-wrap: anywhere; min-width: 16rem }
            .legend td { white-space: normal }
            pre { font: clamp(9px, 2.1vw, 14px)/1.5 ui-monospace, monospace; overflow-x: auto }
            code { font: 1em ui-monospace, monospace; font-weight: 600 }
            address, .small { font-size: .9em }
            @media (max-width: 60rem) {
              .children tr:nth-child(2) th { writing-mode: vertical-rl; padding: .4rem .1rem }
            }
            @media (max-width: 40rem) {
              body { margin: .5rem auto; padding: 0 .5rem }
              table { font-size: .75em }
              th, td { padding: .1rem .25rem }
              .children th, .children td { white-space: normal }
              .children tr:first-child th { overflow-wrap: anywhere }
              .workers table, .workers tbody { display: block }
              .workers tr { display: flex; flex-wrap: wrap; border: 1px solid #8886; border-top: 0 }
              .workers tr:first-child { border-top: 1px solid #8886 }
              .workers th, .workers td { border: 0; flex: 1 1 8% }
              .workers :nth-child(2), .workers :nth-child(6) { flex-basis: 14% }
              .workers :nth-child(7) { flex-basis: 24%; overflow-wrap: anywhere; white-space: normal }
              .workers .query, .workers th:last-child { flex-basis: 100%; min-width: 0 }
            }
            """;

    private final Html page = new Html();
    private final ServerStatus status;
    private final List<ChildStatus> rows;

    private StatusHtml(ServerStatus status) {
        this.status = status;
        this.rows = status.rows();
    }

    /** The whole document. */
    public static String render(ServerStatus status, MachineFacts machine) {
        StatusHtml html = new StatusHtml(status);
        html.begin();
        html.server(machine);
        html.traffic(machine);
        html.children();
        html.letters();
        new WorkerTable(html.page, status).write();
        html.balancers();
        html.end();
        return html.page.toString();
    }

    private void begin() {
        page.markup("""
                        <!DOCTYPE html>
                        <html lang="en"><head><meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>Whippletree Status</title>
                        <style>
                        """)
                .markup(STYLE)
                .markup("</style></head><body>\n<h1>Whippletree Server Status for ")
                .text(status.server().serverName())
                .markup("</h1>\n");
    }

    private void server(MachineFacts machine) {
        ServerFacts server = status.server();
        page.markup("<ul>\n")
                .item("Server Version: Whippletree/" + server.version())
                .item("Server MPM: event")
                .markup("</ul>\n<hr>\n<ul>\n")
                .item("Current Time: " + StatusAuto.date(status.nowMillis(), machine.zone()))
                .item("Restart Time: " + StatusAuto.date(server.startedAtMillis(), machine.zone()))
                .item("Parent Server Config. Generation: " + server.generation())
                .item("Parent Server MPM Generation: " + server.generation())
                .item("Server uptime: " + Uptime.words(status.uptimeSeconds()));
        machine.load()
                .ifPresent(load -> page.item("Server load: " + HttpdNumber.twoDecimals(load.one()) + " "
                        + HttpdNumber.twoDecimals(load.five()) + " " + HttpdNumber.twoDecimals(load.fifteen())));
    }

    private void traffic(MachineFacts machine) {
        long uptime = status.uptimeSeconds();
        long requests = status.scoreboard().requests();
        long bytes = status.scoreboard().bytes();
        page.item("Total accesses: " + requests + " - Total Traffic: " + ShortNumber.bytes(bytes));
        machine.cpu()
                .ifPresent(cpu -> page.item("CPU Usage: u" + HttpdNumber.shortest(cpu.user()) + " s"
                        + HttpdNumber.shortest(cpu.system()) + " cu" + HttpdNumber.shortest(cpu.childrenUser()) + " cs"
                        + HttpdNumber.shortest(cpu.childrenSystem())
                        + (uptime > 0 ? " - " + HttpdNumber.rounded(100 * cpu.total() / uptime) + "% CPU load" : "")));
        if (uptime > 0) {
            page.item(HttpdNumber.rounded((double) requests / uptime) + " requests/sec - "
                    + ShortNumber.bytes(bytes / uptime) + "/second"
                    + (requests > 0 ? " - " + ShortNumber.bytes(bytes / requests) + "/request" : ""));
        }
        page.item(sum(false, LoadRow::workersBusy) + " requests currently being processed, "
                        + sum(true, LoadRow::workersBusy) + " workers gracefully restarting, "
                        + sum(false, LoadRow::workersIdle) + " idle workers")
                .item(status.sum(LoadRow::queued) + " requests wait for a worker, "
                        + status.scoreboard().acceptQueue() + " clients in the accept queue of "
                        + status.server().listenBacklog() + ", evenness "
                        + HttpdNumber.twoDecimals(status.scoreboard().evenness()))
                .markup("</ul>\n");
    }

    /** httpd counts the workers of children that are on their way out apart. */
    private long sum(boolean leaving, ToLongFunction<LoadRow> number) {
        return rows.stream()
                .filter(row -> row.facts().leaving() == leaving)
                .map(ChildStatus::load)
                .mapToLong(number)
                .sum();
    }

    private void children() {
        page.markup("<div class=\"wide children\"><table>\n<tr><th rowspan=\"2\">Slot</th><th rowspan=\"2\">PID</th>"
                        + "<th rowspan=\"2\">State</th><th colspan=\"2\">Connections</th><th colspan=\"3\">Workers</th>"
                        + "<th colspan=\"6\">Connections by state</th></tr>\n")
                .headings(
                        "total",
                        "accepting",
                        "busy",
                        "idle",
                        "queued",
                        "reading",
                        "processing",
                        "writing",
                        "keep-alive",
                        "closing",
                        "tunnel");
        rows.forEach(this::child);
        page.markup("<tr class=\"sum\">").cell("Sum").number(rows.size()).cell(leavingWords());
        figures(
                status.scoreboard().connectionCounts(),
                rows.stream().filter(row -> row.load().accepting()).count() + " yes",
                status.scoreboard().workersBusy(),
                status.scoreboard().workersIdle(),
                status.sum(LoadRow::queued));
        page.markup("</tr>\n</table></div>\n");
    }

    private String leavingWords() {
        return rows.stream().filter(row -> row.facts().leaving()).count() + " stopping";
    }

    private void child(ChildStatus child) {
        ChildFacts facts = child.facts();
        page.markup("<tr>")
                .name(facts.slot())
                .name(facts.pid())
                .cell(facts.state().toLowerCase(Locale.ROOT)
                        + (facts.generation() < status.server().generation() ? " (old gen)" : ""));
        if (child.reported()) {
            LoadRow load = child.load();
            figures(
                    load.connections(),
                    load.accepting() ? "yes" : "no",
                    load.workersBusy(),
                    load.workersIdle(),
                    load.queued());
        } else {
            page.markup("<td colspan=\"11\" class=\"z\">no figures yet</td>");
        }
        page.markup("</tr>\n");
    }

    private void figures(ConnectionCounts conns, String accepting, long busy, long idle, long queued) {
        page.number(conns.total())
                .cell(accepting)
                .number(busy)
                .number(idle)
                .number(queued)
                .number(conns.reading())
                .number(conns.processing())
                .number(conns.writing())
                .number(conns.keepAlive())
                .number(conns.closing())
                .number(conns.tunnel());
    }

    private void letters() {
        page.markup("<pre>\n");
        for (ChildStatus child : rows) {
            String label = child.facts().slot() + "-" + child.facts().generation();
            String letters = child.letters();
            for (int from = 0; from < letters.length(); from += LETTERS_PER_LINE) {
                page.text(String.format(Locale.ROOT, "%-7s", label))
                        .text(letters.substring(from, Math.min(letters.length(), from + LETTERS_PER_LINE)))
                        .markup("\n");
                label = "";
            }
        }
        page.markup(
                "</pre>\n<p class=\"small\">Scoreboard Key:<br>\n<code>_</code> waiting for a request, "
                        + "<code>S</code> starting up, <code>R</code> reading a request, <code>W</code> forwarding a request or "
                        + "its answer, <code>.</code> no such worker. A line begins with slot and generation of its child.</p>\n");
    }

    private void balancers() {
        for (BalancerStatus balancer : status.balancerRows()) {
            page.markup("<hr>\n<h2>Proxy LoadBalancer Status for ")
                    .text(balancer.uri())
                    .markup("</h2>\n<div class=\"wide\"><table>\n")
                    .headings("Host", "Stat", "Acc", "Busy", "Err");
            for (BalancerStatus.Member member : balancer.members()) {
                page.markup("<tr>")
                        .cell(member.url())
                        .cell(member.state())
                        .number(member.requests())
                        .number(member.busy())
                        .number(member.errors())
                        .markup("</tr>\n");
            }
            page.markup("</table></div>\n");
        }
    }

    private void end() {
        page.markup("<hr>\n<address>Whippletree/")
                .text(status.server().version())
                .text(" Server at ")
                .text(status.server().serverName())
                .markup("</address>\n</body></html>\n");
    }
}
