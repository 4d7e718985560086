package org.whippletree.supervisor.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shows page after page: in place on a terminal, one below the other elsewhere. */
final class Screen {
    private static final int USUAL_ROWS = 24;
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_SCREEN = "\u001b[2J";
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final boolean terminal;
    private final int rows;
    private boolean drawn;

    private Screen(PrintWriter out, boolean terminal, int rows) {
        this.out = out;
        this.terminal = terminal;
        this.rows = rows;
    }

    /** The standard output of this process, which {@code out} writes to. */
    static Screen standardOutput(PrintWriter out) {
        boolean terminal = isTerminal();
        return new Screen(out, terminal, terminal ? rowsOfTerminal() : Integer.MAX_VALUE);
    }

    static Screen of(PrintWriter out, boolean terminal, int rows) {
        return new Screen(out, terminal, rows);
    }

    boolean terminal() {
        return terminal;
    }

    /** A page that is higher than the terminal loses its end. */
    void show(List<String> page) {
        if (!terminal) {
            page.forEach(out::println);
            out.println();
        } else {
            out.print(drawn ? HOME : HOME + CLEAR_SCREEN);
            page.stream().limit(rows - 1L).forEach(line -> out.print(line + CLEAR_REST_OF_LINE + "\n"));
            out.print(CLEAR_BELOW);
            drawn = true;
        }
        out.flush();
    }

    /** System.console() says this only up to Java 21; newer ones have a console also on a file. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }

    private static int rowsOfTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            int rows = Integer.parseInt(size.strip().split(" ")[0]);
            return rows > 0 ? rows : USUAL_ROWS;
        } catch (IOException | NumberFormatException unknown) {
            return USUAL_ROWS;
        }
    }
}
