package org.whippletree.proxy.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whippletree.config.FilterRef;
import org.whippletree.config.FilterRules;
import org.whippletree.config.FilterSection;
import org.whippletree.proxy.filter.FilterKind;
import org.whippletree.proxy.filter.FilterProvider;

/**
 * The filters that a configuration names: those of jars are loaded once, when the child is set up, by a class loader of their own. A
 * jar that cannot be loaded is a failure of the set-up, which names it.
 */
public final class FilterLibrary {
    private final Map<String, Loaded> byClass = new HashMap<>();

    /** With the kind that it told when it was loaded: where it counts, no foreign code is to be run. */
    private record Loaded(FilterProvider provider, FilterKind kind) {
        static Loaded of(FilterProvider provider) {
            FilterKind kind = provider.kind();
            if (kind == null) {
                throw new IllegalStateException(
                        "the filter " + provider.getClass().getName() + " does not say of which kind it is");
            }
            return new Loaded(provider, kind);
        }
    }

    private FilterLibrary() {}

    /** Those that the rules of all hosts name; reads jars and runs their providers' constructors. */
    public static FilterLibrary of(List<FilterRules> rules) {
        FilterLibrary library = new FilterLibrary();
        Map<Path, Set<String>> wanted = rules.stream()
                .filter(one -> !one.folder().toString().isEmpty())
                .collect(Collectors.groupingBy(
                        FilterRules::folder, Collectors.flatMapping(FilterLibrary::providers, Collectors.toSet())));
        wanted.forEach(library::load);
        return library;
    }

    private static Stream<String> providers(FilterRules rules) {
        return rules.sections().stream()
                .flatMap(FilterSection::all)
                .filter(filter -> !filter.builtIn())
                .map(FilterRef::provider);
    }

    private void load(Path folder, Set<String> names) {
        // Open for the life of the child: classes are loaded when they are first used.
        URLClassLoader loader = new URLClassLoader(urls(folder), FilterProvider.class.getClassLoader());
        ServiceLoader.load(FilterProvider.class, loader).stream()
                .filter(provider -> names.contains(provider.type().getName()))
                .forEach(provider -> byClass.put(provider.type().getName(), Loaded.of(provider.get())));
        Set<String> missing =
                names.stream().filter(name -> !byClass.containsKey(name)).collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no jar in " + folder + " provides the filters " + missing);
        }
    }

    private static URL[] urls(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> urls = new ArrayList<>();
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                urls.add(jar.toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the filters in " + folder, e);
        }
    }

    /** A filter of a jar. */
    NamedFilter installed(FilterRef reference) {
        Loaded loaded = byClass.get(reference.provider());
        return new NamedFilter(reference.name(), loaded.provider(), loaded.kind(), false);
    }
}
