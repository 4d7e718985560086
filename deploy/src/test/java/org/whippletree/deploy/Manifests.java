package org.whippletree.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The Kubernetes manifests of the distribution. */
final class Manifests {
    private static final Path FOLDER =
            Path.of("target", "whippletree", "kubernetes").toAbsolutePath();
    /** A key that stands twice is a mistake, and not the last one's. */
    private static final YAMLMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private Manifests() {}

    /** Every document of every file. */
    static List<JsonNode> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted(Comparator.naturalOrder())
                    .map(Manifests::documents)
                    .flatMap(List::stream)
                    .toList();
        } catch (IOException failure) {
            throw new AssertionError("no manifests", failure);
        }
    }

    static JsonNode one(String kind) {
        List<JsonNode> found = all().stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("there are " + found.size() + " of kind " + kind);
        }
        return found.get(0);
    }

    private static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> documents =
                MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        } catch (IOException failure) {
            throw new AssertionError(file + " is no YAML", failure);
        }
    }
}
