package org.whippletree.proxy.notes;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.HostConfig;
import org.whippletree.config.VariableCondition;

/**
 * What is known of one exchange beside its messages. Owned by the event loop until the exchange is handed to the access logs, and not
 * changed afterwards.
 */
public final class ExchangeNotes {
    /** Those of all exchanges of hosts whose configuration does not read any: nothing is kept in them. */
    public static final ExchangeNotes UNREAD = new ExchangeNotes();

    private final long beganNanos = System.nanoTime();
    private Map<String, String> variables = Map.of();
    private Map<String, String> notes = Map.of();
    private List<Map.Entry<String, String>> echoed = List.of();
    private Election election;

    /** Whether anything of a host's configuration reads the notes of its exchanges. */
    public static boolean readBy(HostConfig host) {
        return !host.accessLogs().isEmpty()
                || !host.rules().headers().isEmpty()
                || !host.options().environment().isEmpty()
                || !host.options().filters().sections().isEmpty();
    }

    /** Whether somebody reads them. */
    public boolean read() {
        return this != UNREAD;
    }

    /** The variables that the configuration gives it. */
    void become(Map<String, String> given) {
        variables = given;
    }

    /** The value of a variable; null if it is not set. */
    public String variable(String name) {
        String own = variables.get(name);
        return own == null && election != null ? election.variable(name) : own;
    }

    /** Whether a condition holds for it. */
    public boolean meets(VariableCondition condition) {
        return condition.isAlways() || (variable(condition.variable()) != null) != condition.negated();
    }

    /** Whether its connection is not to be kept. */
    public boolean endsConnection() {
        return variables.containsKey(VariablesRead.NO_KEEP_ALIVE);
    }

    /** Whether no route is for it. */
    public boolean staysHere() {
        return variables.containsKey(VariablesRead.NO_PROXY);
    }

    /** A member is asked. */
    public void elected(Election chosen) {
        election = chosen;
    }

    /** Keeps a value for the access logs. */
    public void note(String name, String value) {
        if (notes.isEmpty()) {
            notes = new HashMap<>();
        }
        notes.put(name, value);
    }

    /** The value of a note; null if there is none. */
    public String note(String name) {
        return notes.get(name);
    }

    /** Keeps the fields of the request for the answer. */
    public void keep(HttpHeaders fields) {
        echoed = fields.entries();
    }

    /** The fields that were kept for the answer. */
    public List<Map.Entry<String, String>> echoed() {
        return echoed;
    }

    /** How long ago its request came. */
    public long ageMicros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - beganNanos);
    }
}
