package org.whippletree.supervisor.status;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.whippletree.scoreboard.LoadRow;

/**
 * The status as httpd's {@code server-status?auto}: its keys in its order, so that what reads httpd reads this. A key whose
 * value is not known (CPU times, durations, bytes of a backend) is absent, never invented. Keys of our own come last.
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

    /** The lines; dates in {@code zone}, as httpd writes them in the server's own. */
    public static String render(ServerStatus status, Optional<LoadAverage> load, ZoneId zone) {
        StatusAuto auto = new StatusAuto(status);
        auto.server(load, zone);
        auto.traffic();
        auto.workers();
        auto.balancers();
        auto.own();
        return auto.out.toString();
    }

    private void server(Optional<LoadAverage> load, ZoneId zone) {
        ServerFacts server = status.server();
        out.append(server.serverName()).append('\n');
        line("ServerVersion", "Whippletree/" + server.version());
        line("ServerMPM", "event");
        line("CurrentTime", date(status.nowMillis(), zone));
        line("RestartTime", date(server.startedAtMillis(), zone));
        line("ParentServerConfigGeneration", server.generation());
        line("ParentServerMPMGeneration", server.generation());
        line("ServerUptimeSeconds", status.uptimeSeconds());
        line("ServerUptime", Uptime.words(status.uptimeSeconds()));
        load.ifPresent(average -> {
            line("Load1", twoDecimals(average.one()));
            line("Load5", twoDecimals(average.five()));
            line("Load15", twoDecimals(average.fifteen()));
        });
    }

    private void traffic() {
        long uptime = status.uptimeSeconds();
        long requests = status.scoreboard().requests();
        long bytes = status.scoreboard().bytes();
        line("Total Accesses", requests);
        line("Total kBytes", bytes / 1024);
        line("Uptime", uptime);
        if (uptime > 0) {
            line("ReqPerSec", shortest((double) requests / uptime));
            line("BytesPerSec", shortest((double) bytes / uptime));
        }
        if (requests > 0) {
            line("BytesPerReq", shortest((double) bytes / requests));
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
            String name = balancers.get(i).name();
            line("ProxyBalancer[" + i + "]Name", name.contains("://") ? name : "balancer://" + name);
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
        line("Evenness", shortest(status.scoreboard().evenness()));
        line("KeepAliveSheds", status.sum(LoadRow::sheds));
        line("AcceptHoldOffs", status.sum(LoadRow::holdOffs));
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

    private static String date(long millis, ZoneId zone) {
        return DATE.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    private static String twoDecimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** C's {@code %g}: six significant digits, trailing zeros dropped; in the ranges of a status no exponent is needed below 1e6. */
    static String shortest(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigDecimal stripped = rounded.stripTrailingZeros();
        if (exponent >= -4 && exponent < 6) {
            return stripped.toPlainString();
        }
        String digits = stripped.unscaledValue().abs().toString();
        String mantissa = digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "");
        return (value < 0 ? "-" : "")
                + mantissa
                + String.format(Locale.ROOT, "e%c%02d", exponent < 0 ? '-' : '+', Math.abs(exponent));
    }
}
