package org.whippletree.config.directive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.whippletree.config.FilterRef;

/**
 * The filters that a configuration may name: those that are built in, and those of the jars in a folder. A filter has the simple name
 * of the class that provides it, so that names are known without running code of a jar. Reads the folder when it is first asked.
 */
final class InstalledFilters {
    private static final String SERVICE = "META-INF/services/org.whippletree.proxy.filter.FilterProvider";
    private static final List<String> BUILT_IN = List.of("DEFLATE", "SUBSTITUTE");

    private final Path folder;
    private Map<String, List<Entry>> entries;

    /** @param folder of the jars; empty: there are none */
    InstalledFilters(Path folder) {
        this.folder = folder;
    }

    private record Entry(FilterRef filter, String jar) {}

    /** The folder of the jars. */
    Path folder() {
        return folder;
    }

    /** The filter of this name, in any case. */
    FilterRef find(String name) throws BadArgument {
        List<Entry> found = entries().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (found.isEmpty()) {
            throw new BadArgument(
                    "there is no filter '" + name + "': " + choice() + ", or put a jar that provides it into "
                            + (folder.toString().isEmpty() ? "lib/ext" : folder));
        }
        if (found.size() > 1) {
            throw new BadArgument("there are " + found.size() + " filters '" + name + "', in "
                    + found.stream().map(Entry::jar).collect(Collectors.joining(", ")) + ": leave one");
        }
        return found.get(0).filter();
    }

    private String choice() throws BadArgument {
        Set<String> names = new TreeSet<>();
        entries()
                .values()
                .forEach(same -> same.forEach(entry -> names.add(entry.filter().name())));
        return names.isEmpty() ? "none is installed" : "use " + String.join(", ", names);
    }

    private Map<String, List<Entry>> entries() throws BadArgument {
        if (entries == null) {
            Map<String, List<Entry>> all = new LinkedHashMap<>();
            BUILT_IN.forEach(name -> add(all, new Entry(new FilterRef(name, ""), "the server itself")));
            for (Path jar : jars()) {
                for (String provider : providers(jar)) {
                    String simple =
                            provider.substring(Math.max(provider.lastIndexOf('.'), provider.lastIndexOf('$')) + 1);
                    add(
                            all,
                            new Entry(
                                    new FilterRef(simple, provider),
                                    jar.getFileName().toString()));
                }
            }
            entries = all;
        }
        return entries;
    }

    private static void add(Map<String, List<Entry>> all, Entry entry) {
        all.computeIfAbsent(entry.filter().name().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(entry);
    }

    private List<Path> jars() throws BadArgument {
        if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadArgument("cannot list the filters in " + folder + " (" + e + "): make the folder readable");
        }
    }

    /** The lines of the jar's service file, as {@link java.util.ServiceLoader} reads them. */
    private static List<String> providers(Path jar) throws BadArgument {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            ZipEntry services = file.getEntry(SERVICE);
            if (services == null) {
                return List.of();
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(file.getInputStream(services), StandardCharsets.UTF_8))) {
                return lines.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList();
            }
        } catch (IOException e) {
            throw new BadArgument("cannot read the filters of " + jar + " (" + e + "): replace or remove it");
        }
    }
}
