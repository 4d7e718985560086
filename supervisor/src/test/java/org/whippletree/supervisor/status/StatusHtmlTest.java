package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.DetailRow;
import org.whippletree.scoreboard.MemberLine;
import org.whippletree.scoreboard.ScoreboardSnapshot;
import org.whippletree.scoreboard.WorkerLine;

class StatusHtmlTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final String HOSTILE = "\"><script>alert('x')</script>&amp;";

    private static String sample() {
        return StatusHtml.render(SampleStatus.sample(), SampleStatus.machine());
    }

    /** The page without its style, each cell and item in a line of its own. */
    private static List<String> words(String page) {
        String body = page.substring(page.indexOf("</style>"));
        return TAG.matcher(body)
                .replaceAll("\n")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void showsHttpdsPartsInHttpdsOrder() {
        assertEquals("""
                Whippletree Server Status for www.example.org
                Server Version: Whippletree/0.1.0
                Server MPM: event
                Current Time: Wednesday, 18-Nov-2026 11:08:14 GMT
                Restart Time: Wednesday, 18-Nov-2026 11:06:40 GMT
                Parent Server Config. Generation: 2
                Parent Server MPM Generation: 2
                Server uptime: 1 minute 34 seconds
                Server load: 0.50 1.25 2.00
                Total accesses: 1000 - Total Traffic: 2.0 MB
                CPU Usage: u12.5 s3.25 cu1 cs0.5 - 18.4% CPU load
                10.6 requests/sec - 21.3 kB/second - 2.0 kB/request
                3 requests currently being processed, 1 workers gracefully restarting, 1 idle workers
                7 requests wait for a worker, 3 clients in the accept queue of 511, evenness 1.00
                """.lines().toList(), words(sample()).subList(0, 14));
    }

    @Test
    void showsTheConnectionsOfEachChildByStateAndTheirSum() {
        List<String> words = words(sample());
        List<String> table = words.subList(words.indexOf("tunnel") + 1, words.indexOf("Scoreboard Key:"));

        assertEquals("""
                0 4001 ready 21 yes 3 1 7 1 2 3 4 5 6 \
                1 4002 draining (old gen) 1 no 1 3 0 0 1 0 0 0 0 \
                2 4003 starting no figures yet \
                Sum 3 1 stopping 22 1 yes 4 4 7 1 3 3 4 5 6 \
                0-2    WR_W 1-1    ___W 2-2    SSSS""", String.join(" ", table));
    }

    @Test
    void showsTheWorkersThatHadARequest() {
        String page = sample();

        assertTrue(page.contains("<tr><td>0-2</td><td class=\"n\">4001</td><td class=\"n\">11</td><td>R</td>"
                + "<td class=\"n\">3</td><td class=\"n\">2.9 kB</td><td>192.0.2.0</td>"
                + "<td class=\"query\">GET /page/1?a=1&amp;b=&lt;i&gt; HTTP/1.1</td></tr>"));
        assertEquals(6, page.split("<td class=\"query\">", -1).length - 1);
    }

    @Test
    void showsBalancersAndLoneBackends() {
        List<String> words = words(sample());

        assertEquals(
                List.of("http://127.0.0.1:9001", "Ok", "660", "3", "1", "http://127.0.0.1:9002", "Err", "40", "0", "7"),
                words.subList(words.indexOf("Err") + 1, words.indexOf("Err") + 11));
        assertTrue(words.contains("Proxy LoadBalancer Status for balancer://app"));
        assertTrue(words.contains("Proxy LoadBalancer Status for http://10.0.0.9:8000/old"));
    }

    @Test
    void breaksLettersAfterSixtyFour() {
        ServerFacts server = new ServerFacts("box", 1, "0.1.0", 1, 0, "localhost", 1, 100, 511);
        ChildFacts child = new ChildFacts(0, 1, 2, "STARTING", 0);
        ServerStatus status =
                new ServerStatus(server, List.of(child), new ScoreboardSnapshot(List.of(), List.of()), List.of(), 0);

        String page = StatusHtml.render(status, SampleStatus.machine());

        assertTrue(page.contains("\n0-1    " + "S".repeat(64) + "\n       " + "S".repeat(36) + "\n"), page);
    }

    @Test
    void escapesEveryValueThatSomebodyElseChose() {
        ServerFacts server = new ServerFacts(HOSTILE, 1, HOSTILE, 0, 0, HOSTILE, 1, 1, 511);
        WorkerLine worker = new WorkerLine(0, '<', 1, 1, 0, HOSTILE, HOSTILE);
        MemberLine member = new MemberLine(HOSTILE, HOSTILE, HOSTILE, 0, 0, 0);
        DetailRow detail = new DetailRow(new ChildId(HOSTILE, 0, 0), List.of(worker), List.of(member), 0);
        ServerStatus status = new ServerStatus(
                server,
                List.of(new ChildFacts(0, 0, 2, HOSTILE, 0)),
                new ScoreboardSnapshot(List.of(), List.of(detail)),
                List.of(new BalancerFacts(HOSTILE, List.of(HOSTILE))),
                5_000);

        String page = StatusHtml.render(status, new MachineFacts(Optional.empty(), Optional.empty(), ZoneId.of("GMT")));

        assertFalse(page.contains("<script") || page.contains("alert('") || page.contains("&amp;amp;amp;"), page);
        assertEquals(10, page.split(Pattern.quote("&lt;script&gt;"), -1).length - 1, page);
    }

    @Test
    void fetchesNothingAndRunsNothing() {
        String page = sample();

        assertFalse(Pattern.compile("<script|<link|<img|src=|href=|url\\(|@import| on[a-z]+=")
                .matcher(page)
                .find());
    }
}
