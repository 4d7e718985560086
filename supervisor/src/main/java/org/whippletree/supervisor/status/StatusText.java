package org.whippletree.supervisor.status;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.ScoreboardSnapshot;
import org.whippletree.scoreboard.ShedCounts;
import org.whippletree.scoreboard.WorkerLine;

/** The status as text that fits a terminal of 80 columns. */
public final class StatusText {
    static final int COLUMNS = 80;

    private static final int LETTERS_PER_LINE = 64;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String LEGEND = """
            Conns: Rd reading, Pr processing, Wr writing, Ka keep-alive, Cl closing,
            Tu tunnel. Acc: takes new clients. Que: requests that wait for a worker.
            Workers: _ idle, R reading, W forwarding, S starting, . none
            Sheds: clients asked to reconnect, as the child was Busier than its siblings,
            its workers were all busy (Full), clients Wait to be accepted, or its Own
            workers were busy and nothing is known of the others; Idle: of them closed
            while idle; Cross: requests lost to that. Yield, Delay: accepts left to others.
            """;

    private final StringBuilder out = new StringBuilder();
    private final ServerStatus status;

    private StatusText(ServerStatus status) {
        this.status = status;
    }

    /** The page, each line ended; ASCII only. */
    public static String render(ServerStatus status) {
        StatusText text = new StatusText(status);
        text.header();
        text.children();
        text.sharing();
        text.letters();
        text.jobs();
        text.balancers();
        text.out.append('\n').append(LEGEND);
        return text.out.toString();
    }

    private void header() {
        ServerFacts server = status.server();
        ScoreboardSnapshot totals = status.scoreboard();
        line(
                "Whippletree " + server.version() + ", " + server.serverName(),
                "pid " + server.pid() + ", up " + Uptime.clock(status.uptimeSeconds()));
        line(
                "Generation " + server.generation(),
                "since " + DATE.format(Instant.ofEpochMilli(server.startedAtMillis())));
        line(
                "Requests " + totals.requests() + ", " + ShortNumber.bytes(totals.bytes()) + ", connections "
                        + totals.connections(),
                "accept queue " + totals.acceptQueue() + " of " + server.listenBacklog());
        line(
                "Workers " + totals.workersBusy() + " busy, " + totals.workersIdle() + " idle, requests queued "
                        + status.sum(LoadRow::queued),
                String.format(Locale.ROOT, "evenness %.2f", totals.evenness()));
    }

    private void children() {
        out.append('\n');
        out.append("Slot     PID Gen State    Acc   Rd   Pr   Wr   Ka  Cl  Tu Busy Idle Que Requests\n");
        for (ChildStatus child : status.rows()) {
            ChildFacts facts = child.facts();
            LoadRow load = child.load();
            ConnectionCounts conns = load.connections();
            out.append(right(facts.slot(), 4))
                    .append(right(facts.pid(), 8))
                    .append(right(facts.generation(), 4))
                    .append(' ')
                    .append(String.format(Locale.ROOT, "%-8.8s", facts.state().toLowerCase(Locale.ROOT)))
                    .append(load.accepting() ? " yes" : "  no")
                    .append(right(conns.reading(), 5))
                    .append(right(conns.processing(), 5))
                    .append(right(conns.writing(), 5))
                    .append(right(conns.keepAlive(), 5))
                    .append(right(conns.closing(), 4))
                    .append(right(conns.tunnel(), 4))
                    .append(right(load.workersBusy(), 5))
                    .append(right(load.workersIdle(), 5))
                    .append(right(load.queued(), 4))
                    .append(right(load.requests(), 9))
                    .append('\n');
        }
    }

    private void sharing() {
        out.append('\n');
        out.append("Slot Armed  Load Share Sheds Busier  Full  Wait   Own  Idle Cross  Yield Delay\n");
        for (ChildStatus child : status.rows()) {
            LoadRow load = child.load();
            ShedCounts sheds = load.sheds();
            out.append(right(child.facts().slot(), 4))
                    .append(load.armed() ? "   yes" : "    no")
                    .append(String.format(
                            Locale.ROOT,
                            "%6.1f%6.2f",
                            load.work().load(),
                            load.work().share()))
                    .append(right(sheds.total(), 6))
                    .append(right(sheds.busierThanSiblings(), 7))
                    .append(right(sheds.workersBusy(), 6))
                    .append(right(sheds.clientsWaiting(), 6))
                    .append(right(sheds.ownWorkersBusy(), 6))
                    .append(right(sheds.idleClosed(), 6))
                    .append(right(load.crossed(), 6))
                    .append(right(load.holdOffs().yielded(), 7))
                    .append(right(load.holdOffs().delayed(), 6))
                    .append('\n');
        }
    }

    private void letters() {
        out.append('\n');
        for (ChildStatus child : status.rows()) {
            String letters = child.letters();
            String label = "Slot " + child.facts().slot();
            for (int from = 0; from < letters.length(); from += LETTERS_PER_LINE) {
                out.append(String.format(Locale.ROOT, "%-10s", label))
                        .append(letters, from, Math.min(letters.length(), from + LETTERS_PER_LINE))
                        .append('\n');
                label = "";
            }
        }
    }

    /** Whose threads are held by filters. */
    private void jobs() {
        String heading = "\nSlot Worker Job                   ms Request\n";
        for (ChildStatus child : status.rows()) {
            for (WorkerLine worker : child.workers()) {
                if (!worker.job().isEmpty()) {
                    out.append(heading);
                    heading = "";
                    out.append(right(child.facts().slot(), 4))
                            .append(right(worker.number(), 7))
                            .append(String.format(Locale.ROOT, " %-16.16s", worker.job()))
                            .append(right(Math.max(0, status.nowMillis() - worker.stateSinceMillis()), 8))
                            .append(' ')
                            .append(
                                    worker.request(),
                                    0,
                                    Math.min(worker.request().length(), COLUMNS - 37))
                            .append('\n');
                }
            }
        }
    }

    private void balancers() {
        List<BalancerStatus> balancers = status.balancerRows();
        if (balancers.isEmpty()) {
            return;
        }
        out.append('\n').append("Balancer                                 State        Busy   Requests    Errors\n");
        for (BalancerStatus balancer : balancers) {
            if (!balancer.plainBackend()) {
                out.append(tail(balancer.name(), COLUMNS)).append('\n');
            }
            for (BalancerStatus.Member member : balancer.members()) {
                out.append(String.format(Locale.ROOT, "  %-38s %-11.11s", tail(member.url(), 38), member.state()))
                        .append(right(member.busy(), 6))
                        .append(right(member.requests(), 11))
                        .append(right(member.errors(), 10))
                        .append('\n');
            }
        }
    }

    /** What names the thing at the left edge, cut where it must be; what qualifies it at the right one. */
    private void line(String left, String right) {
        String name = left.substring(0, Math.min(left.length(), COLUMNS - 1 - right.length()));
        out.append(name)
                .append(" ".repeat(COLUMNS - name.length() - right.length()))
                .append(right)
                .append('\n');
    }

    private static String right(long number, int width) {
        String text = ShortNumber.fit(number, width - 1);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** The end of a URL tells backends apart: port and path. */
    private static String tail(String text, int width) {
        return text.length() <= width ? text : "..." + text.substring(text.length() - width + 3);
    }
}
