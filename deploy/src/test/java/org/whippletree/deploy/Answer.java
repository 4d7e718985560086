package org.whippletree.deploy;

import java.util.Map;

/** A complete answer. Names of fields are in lower case. */
record Answer(int status, Map<String, String> fields, String body) {
    private static final long NO_CHILD = -1;

    /** The pid in {@code X-Whippletree-Child: SLOT-PID}. */
    long child() {
        String label = fields.getOrDefault("x-whippletree-child", "-" + NO_CHILD);
        return Long.parseLong(label.substring(label.indexOf('-') + 1));
    }

    boolean closes() {
        return fields.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
}
