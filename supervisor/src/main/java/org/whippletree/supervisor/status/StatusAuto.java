package org.whippletree.supervisor.status;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.whippletree.scoreboard.LoadRow;

/**
 * The status as httpd's {@code server-status?auto}: its keys in its order, so that what reads httpd reads this. A key whose
 * value is not known ({@code Server Built}, durations, bytes of a backend) is absent, never invented. Keys of our own come last.
 */
public final class StatusAuto {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yyyy HH:mm:ss z", Locale.ENGLISH);
    private static final char NO_WORKER = '.';

    private final StringBuilder out = new StringBuilder();
    private final ServerStatus status;

    private StatusAuto(ServerStatus status) {
        this.status = status;
    }

    /** The lines; dates in the machine's zone. */
    public static String render(ServerStatus status, MachineFacts machine) {
        StatusAuto auto = new StatusAuto(status);
        auto.server(machine);
        auto.traffic(machine);
        auto.workers();
        auto.balancers();
        auto.own();
        return auto.out.toString();
    }

    private void server(MachineFacts machine) {
        ServerFacts server = status.server();
        out.append(server.serverName()).append('\n');
        line("ServerVersion", "Whippletree/" + server.version());
        line("ServerMPM", "event");
        line("CurrentTime", date(status.nowMillis(), machine.zone()));
        line("RestartTime", date(server.startedAtMillis(), machine.zone()));
        line("ParentServerConfigGeneration", server.generation());
        line("ParentServerMPMGeneration", server.generation());
        line("ServerUptimeSeconds", status.uptimeSeconds());
        line("ServerUptime", Uptime.words(status.uptimeSeconds()));
        machine.load().ifPresent(average -> {
            line("Load1", HttpdNumber.twoDecimals(average.one()));
            line("Load5", HttpdNumber.twoDecimals(average.five()));
            line("Load15", HttpdNumber.twoDecimals(average.fifteen()));
        });
    }

    private void traffic(MachineFacts machine) {
        long uptime = status.uptimeSeconds();
        long requests = status.scoreboard().requests();
        long bytes = status.scoreboard().bytes();
        line("Total Accesses", requests);
        line("Total kBytes", bytes / 1024);
        machine.cpu().ifPresent(cpu -> cpu(cpu, uptime));
        line("Uptime", uptime);
        if (uptime > 0) {
            line("ReqPerSec", HttpdNumber.shortest((double) requests / uptime));
            line("BytesPerSec", HttpdNumber.shortest((double) bytes / uptime));
        }
        if (requests > 0) {
            line("BytesPerReq", HttpdNumber.shortest((double) bytes / requests));
        }
    }

    private void cpu(CpuTimes cpu, long uptimeSeconds) {
        line("CPUUser", HttpdNumber.shortest(cpu.user()));
        line("CPUSystem", HttpdNumber.shortest(cpu.system()));
        line("CPUChildrenUser", HttpdNumber.shortest(cpu.childrenUser()));
        line("CPUChildrenSystem", HttpdNumber.shortest(cpu.childrenSystem()));
        if (cpu.total() > 0 && uptimeSeconds > 0) {
            line("CPULoad", HttpdNumber.shortest(100 * cpu.total() / uptimeSeconds));
        }
    }

    private void workers() {
        line("BusyWorkers", sum(false, LoadRow::workersBusy));
        line("GracefulWorkers", sum(true, LoadRow::workersBusy));
        line("IdleWorkers", sum(false, LoadRow::workersIdle));
        line("Processes", status.children().size());
        line("Stopping", status.children().stream().filter(ChildFacts::leaving).count());
        line("ConnsTotal", status.scoreboard().connections());
        line("ConnsAsyncWaitIO", status.sum(row -> row.connections().reading()));
        line("ConnsAsyncWriting", status.sum(row -> row.connections().writing()));
        line("ConnsAsyncKeepAlive", status.sum(row -> row.connections().keepAlive()));
        line("ConnsAsyncClosing", status.sum(row -> row.connections().closing()));
        line("Scoreboard", letters());
    }

    private void balancers() {
        List<BalancerStatus> balancers = status.balancerRows();
        for (int i = 0; i < balancers.size(); i++) {
            line("ProxyBalancer[" + i + "]Name", balancers.get(i).uri());
            List<BalancerStatus.Member> members = balancers.get(i).members();
            for (int n = 0; n < members.size(); n++) {
                String key = "ProxyBalancer[" + i + "]Worker[" + n + "]";
                line(key + "Name", members.get(n).url());
                line(key + "Status", members.get(n).state());
                line(key + "Elected", members.get(n).requests());
                line(key + "Busy", members.get(n).busy());
            }
        }
    }

    private void own() {
        line("ConnsProcessing", status.sum(row -> row.connections().processing()));
        line("ConnsTunnel", status.sum(row -> row.connections().tunnel()));
        line("QueuedRequests", status.sum(LoadRow::queued));
        line("AcceptQueue", status.scoreboard().acceptQueue());
        line("AcceptQueueLimit", status.server().listenBacklog());
        line("Evenness", HttpdNumber.shortest(status.scoreboard().evenness()));
        line("KeepAliveSheds", status.sum(row -> row.sheds().total()));
        line("AcceptHoldOffs", status.sum(row -> row.holdOffs().total()));
        line("ShedsBusierThanSiblings", status.sum(row -> row.sheds().busierThanSiblings()));
        line("ShedsWorkersBusy", status.sum(row -> row.sheds().workersBusy()));
        line("ShedsClientsWaiting", status.sum(row -> row.sheds().clientsWaiting()));
        line("ShedsOwnWorkersBusy", status.sum(row -> row.sheds().ownWorkersBusy()));
        line("ShedsIdleClosed", status.sum(row -> row.sheds().idleClosed()));
        line("CrossedRequests", status.sum(LoadRow::crossed));
        line("HoldOffsYielded", status.sum(row -> row.holdOffs().yielded()));
        line("HoldOffsDelayed", status.sum(row -> row.holdOffs().delayed()));
    }

    /** Every slot has its place, so that a letter's position tells its child. Of two children in a slot the newer one shows. */
    private String letters() {
        int width = status.server().threadsPerChild();
        StringBuilder line = new StringBuilder(
                String.valueOf(NO_WORKER).repeat(width * status.server().serverLimit()));
        for (ChildStatus child : status.rows()) {
            int at = child.facts().slot() * width;
            String letters =
                    child.letters().substring(0, Math.min(width, child.letters().length()));
            String slot = letters + String.valueOf(NO_WORKER).repeat(width - letters.length());
            if (at + width <= line.length()) {
                line.replace(at, at + width, slot);
            }
        }
        return line.toString();
    }

    /** httpd counts the workers of children that are on their way out apart. */
    private long sum(boolean leaving, ToLongFunction<LoadRow> number) {
        return status.rows().stream()
                .filter(row -> row.facts().leaving() == leaving)
                .map(ChildStatus::load)
                .mapToLong(number)
                .sum();
    }

    private void line(String key, Object value) {
        out.append(key).append(": ").append(value).append('\n');
    }

    static String date(long millis, ZoneId zone) {
        return DATE.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
