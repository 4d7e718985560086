package org.whippletree.supervisor.status;

import org.whippletree.scoreboard.WorkerLine;

/** The table of workers on the page: those that have had a request, as on httpd's. */
final class WorkerTable {
    private static final int LONGEST_REQUEST = 128;

    private final Html page;
    private final ServerStatus status;

    WorkerTable(Html page, ServerStatus status) {
        this.page = page;
        this.status = status;
    }

    void write() {
        page.markup("<div class=\"wide workers\"><table>\n")
                .headings("Srv", "PID", "Acc", "M", "SS", "Child", "Client", "Request");
        for (ChildStatus child : status.rows()) {
            child.workers().stream()
                    .filter(worker -> worker.requests() > 0)
                    .forEach(worker -> row(child.facts(), worker));
        }
        page.markup("</table></div>\n<table class=\"legend\">\n");
        legend("Srv", "Child slot number - generation");
        legend("PID", "OS process ID");
        legend("Acc", "Number of requests of this worker since its child started");
        legend("M", "Mode of operation");
        legend("SS", "Seconds since the mode began");
        legend("Child", "Answer bytes of this worker since its child started");
        page.markup("</table>\n");
    }

    private void row(ChildFacts child, WorkerLine worker) {
        page.markup("<tr>")
                .cell(child.slot() + "-" + child.generation())
                .name(child.pid())
                .number(worker.requests())
                .cell(worker.letter())
                .number(Math.max(0, (status.nowMillis() - worker.stateSinceMillis()) / 1000))
                .markup("<td class=\"n\">")
                .text(ShortNumber.bytes(worker.bytes()))
                .markup("</td>")
                .cell(worker.client())
                .markup("<td class=\"query\">")
                .text(shortened(worker.request()))
                .markup("</td></tr>\n");
    }

    private static String shortened(String request) {
        return request.length() <= LONGEST_REQUEST ? request : request.substring(0, LONGEST_REQUEST) + "...";
    }

    private void legend(String column, String meaning) {
        page.markup("<tr><th>").text(column).markup("</th>").cell(meaning).markup("</tr>\n");
    }
}
