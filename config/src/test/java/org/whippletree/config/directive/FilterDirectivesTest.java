package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.FilterRef;
import org.whippletree.config.FilterRules;
import org.whippletree.config.FilterSection;
import org.whippletree.config.PathMatch;
import org.whippletree.config.TypedFilters;

class FilterDirectivesTest {
    private static final FilterRef MARK = new FilterRef("Mark", "org.example.Mark");
    private static final FilterRef SCAN = new FilterRef("Scan", "org.example.Outer$Scan");

    @TempDir
    private Path folder;

    private Path ext() throws IOException {
        return Files.createDirectories(folder.resolve("ext"));
    }

    private void jar(String name, String services) throws IOException {
        try (OutputStream file = Files.newOutputStream(ext().resolve(name));
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/services/org.whippletree.proxy.filter.FilterProvider"));
            out.write(services.getBytes(StandardCharsets.UTF_8));
        }
    }

    private LoadedConfig load(String... lines) throws IOException {
        Files.writeString(folder.resolve("test.conf"), "Listen 80\n" + String.join("\n", lines) + "\n");
        return ConfigLoader.load(
                new ConfigRequest(Path.of("test.conf"), folder, List.of(), List.of(), Set.of(), ext()), Map.of(), true);
    }

    private static FilterRules rules(LoadedConfig loaded) {
        assertEquals(List.of(), loaded.messages());
        return loaded.config().orElseThrow().proxy().main().options().filters();
    }

    @Test
    void nameTheClassesOfJarsInAnyCaseAndAnyOrderOfSections() throws IOException {
        jar("a.jar", "# ours\norg.example.Mark # the first\n\norg.example.Outer$Scan\n");

        FilterRules rules = rules(load(
                "<Location /up>",
                "SetInputFilter scan",
                "AddOutputFilterByType MARK;Scan Text/HTML text/css",
                "</Location>",
                "SetOutputFilter mark"));

        assertEquals(
                List.of(
                        new FilterSection(PathMatch.every(), false, List.of(), true, List.of(MARK), List.of()),
                        new FilterSection(
                                PathMatch.prefix("/up"),
                                true,
                                List.of(SCAN),
                                false,
                                List.of(),
                                List.of(new TypedFilters(List.of(MARK, SCAN), List.of("text/html", "text/css"))))),
                rules.sections());
        assertEquals(ext(), rules.folder());
    }

    @Test
    void tellWhoseNameTwoJarsHave() throws IOException {
        jar("a.jar", "org.example.Mark\n");
        jar("b.jar", "com.other.MARK\n");

        assertEquals(
                List.of("test.conf:2: there are 2 filters 'mark', in a.jar, b.jar: leave one"),
                load("SetOutputFilter mark").messages());
        assertEquals(List.of(), load("SetOutputFilter none").messages());
    }

    @Test
    void tellWhatThereIsInPlaceOfAFilterThatIsNot() throws IOException {
        jar("a.jar", "org.example.Mark\n");

        List<String> messages =
                load("<Location /x>", "SetInputFilter Mark;Marc", "</Location>").messages();

        assertEquals(1, messages.size(), messages.toString());
        assertTrue(messages.get(0).startsWith("test.conf:3: there is no filter 'Marc': use "), messages.get(0));
        assertTrue(messages.get(0).contains("DEFLATE, Mark, SUBSTITUTE, or put a jar"), messages.get(0));
        assertTrue(messages.get(0).endsWith(" into " + ext()), messages.get(0));
    }

    @Test
    void tellWhichJarCannotBeRead() throws IOException {
        Files.writeString(ext().resolve("broken.jar"), "no jar");

        String message = load("SetOutputFilter Mark").messages().get(0);

        assertTrue(message.startsWith("test.conf:2: cannot read the filters of " + ext() + "/broken.jar ("), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SetOutputFilter a;;b | SetOutputFilter 'a;;b' names no filter: separate filters by one semicolon",
                "AddOutputFilterByType none html | AddOutputFilterByType: 'html' is no media type such as text/html",
                "SetInputFilter Deflate | the filter DEFLATE works on answers only: it cannot stand in SetInputFilter",
                "DeflateCompressionLevel 10 | Compression Level must be between 1 and 9",
                "DeflateAlterETag Maybe | DeflateAlterETag: use AddSuffix, NoChange or Remove",
                "Substitute x/a/b/ | Bad Substitute format, must be an s/// pattern",
                "Substitute s/a/b | Bad Substitute format, must be a complete s/// pattern",
                "Substitute s/a/b/x | Bad Substitute flag, only s///[infq] are supported",
                "Substitute s/(/b/ | Regular expression '(' could not be compiled: Unclosed group",
                "FilterBufferSize 1 | warning: FilterBufferSize of 1 not allowed, increasing to 131072",
            })
    void areCheckedWhereTheyStand(String line, String message) throws IOException {
        assertEquals(List.of("test.conf:2: " + message), load(line).messages());
    }
}
