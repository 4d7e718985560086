package org.whippletree.config.directive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.AddressRange;
import org.whippletree.config.TrustedProxy;

/** Proxies that are trusted, in the order in which they are named, while the configuration is read. */
final class TrustedProxyDrafts {
    private List<Entry> entries = new ArrayList<>();
    private final List<TrustedProxy> resolved = new ArrayList<>();
    private boolean hostsOwn;

    private interface Entry {
        /** Adds what it names to the resolved ones. */
        void resolve(Path root, Problems problems);
    }

    void add(String text, boolean internal, VirtualHostDirectives host) throws BadArgument {
        TrustedProxy proxy = new TrustedProxy(AddressRanges.parse(text), internal);
        add(host, (root, problems) -> resolved.add(proxy));
    }

    void addFile(Path file, boolean internal, Statement statement, VirtualHostDirectives host) {
        add(host, (root, problems) -> read(root.resolve(file), internal, statement, problems));
    }

    /** Those of a virtual host stand in place of those outside of it, as in httpd. */
    private void add(VirtualHostDirectives host, Entry entry) {
        if (host.opened() && !hostsOwn) {
            hostsOwn = true;
            entries = new ArrayList<>();
        }
        entries.add(entry);
    }

    private void read(Path file, boolean internal, Statement statement, Problems problems) {
        try {
            int number = 0;
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                number++;
                for (String text : line.replaceFirst("#.*", "").split("[ \t]+")) {
                    if (!text.isEmpty()) {
                        resolved.add(new TrustedProxy(parse(text, file, number), internal));
                    }
                }
            }
        } catch (IOException e) {
            problems.error(
                    statement.where(), statement.directive().name() + ": cannot read " + file + ": " + reason(e));
        } catch (BadArgument e) {
            problems.error(statement.where(), e.getMessage());
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof NoSuchFileException ? "there is no such file" : String.valueOf(failure.getMessage());
    }

    private static AddressRange parse(String text, Path file, int line) throws BadArgument {
        try {
            return AddressRanges.parse(text);
        } catch (BadArgument e) {
            throw new BadArgument(file + ":" + line + ": " + e.getMessage());
        }
    }

    /** @param root what file names are relative to */
    void readFiles(Path root, Problems problems) {
        entries.forEach(entry -> entry.resolve(root, problems));
    }

    boolean none() {
        return entries.isEmpty();
    }

    List<TrustedProxy> resolve() {
        return List.copyOf(resolved);
    }
}
