package org.whippletree.supervisor.demo;

import java.io.PrintWriter;

/** Stub. */
public final class Demo {
    private Demo() {}

    public static boolean run(DemoOptions options, PrintWriter out) {
        out.println(options);
        return false;
    }
}
