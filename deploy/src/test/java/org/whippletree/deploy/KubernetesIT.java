package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests say what fits together, and what the server needs. */
class KubernetesIT {
    /** The last step of a stop: the supervisor ends, whatever its children do. */
    private static final int LONGEST_STOP_SECONDS = 10;

    private static final String CONF = "whippletree.conf";

    @TempDir
    private Path folder;

    private final JsonNode pod =
            Manifests.one("Deployment").path("spec").path("template").path("spec");
    private final JsonNode container = pod.path("containers").path(0);
    private final String conf =
            Manifests.one("ConfigMap").path("data").path(CONF).asText();

    @Test
    void areOfTheKindsThatAreNeeded() {
        assertEquals(
                List.of("v1 ConfigMap", "apps/v1 Deployment", "v1 Service"),
                Manifests.all().stream()
                        .map(document -> document.path("apiVersion").asText() + " "
                                + document.path("kind").asText())
                        .toList());
    }

    @Test
    void holdAConfigurationThatIsApproved() throws IOException {
        Path file = Files.writeString(folder.resolve(CONF), conf);

        Distribution.Outcome outcome = Distribution.run("-t", "-f", file.toString());

        assertEquals("Syntax OK\n", outcome.err());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void probeThePortThatTheConfigurationOpensToAll() {
        Map<String, Integer> ports = Status.elements(container.path("ports"))
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asInt()));
        assertTrue(conf.contains("Listen " + ports.get("http") + "\n"), conf);
        assertTrue(conf.contains("AdminListen 0.0.0.0:" + ports.get("admin") + "\n"), conf);

        assertEquals("/livez admin", probe("livenessProbe"));
        assertEquals("/readyz admin", probe("readinessProbe"));
        assertEquals("/readyz admin", probe("startupProbe"));
    }

    private String probe(String name) {
        JsonNode get = container.path(name).path("httpGet");
        return get.path("path").asText() + " " + get.path("port").asText();
    }

    @Test
    void selectThePodsOfTheDeployment() {
        JsonNode service = Manifests.one("Service").path("spec");
        JsonNode deployment = Manifests.one("Deployment").path("spec");

        assertEquals(deployment.path("template").path("metadata").path("labels"), service.path("selector"));
        assertEquals(deployment.path("selector").path("matchLabels"), service.path("selector"));
        assertEquals("http", service.path("ports").path(0).path("targetPort").asText());
    }

    @Test
    void grantNothing() {
        assertTrue(pod.path("securityContext").path("runAsNonRoot").asBoolean());
        assertEquals(
                "RuntimeDefault",
                pod.path("securityContext").path("seccompProfile").path("type").asText());
        JsonNode context = container.path("securityContext");
        assertTrue(context.path("readOnlyRootFilesystem").asBoolean());
        assertFalse(context.path("allowPrivilegeEscalation").asBoolean(true));
        assertEquals("[\"ALL\"]", context.path("capabilities").path("drop").toString());
        assertFalse(pod.path("automountServiceAccountToken").asBoolean(true));
    }

    @Test
    void giveTheStopTheTimeThatItMayTake() {
        JsonNode sleep =
                container.path("lifecycle").path("preStop").path("exec").path("command");
        assertEquals("sleep", sleep.path(0).asText());

        Matcher graceful = Pattern.compile("^GracefulShutdownTimeout (\\d+)$", Pattern.MULTILINE)
                .matcher(conf);
        assertTrue(graceful.find(), conf);

        assertTrue(pod.path("terminationGracePeriodSeconds").asInt()
                >= sleep.path(1).asInt() + Integer.parseInt(graceful.group(1)) + LONGEST_STOP_SECONDS + 5);
    }

    @Test
    void relyOnAnImageThatStopsGracefully() throws IOException {
        assertTrue(image().contains("\nSTOPSIGNAL SIGWINCH\n"), image());
    }

    private static String image() throws IOException {
        return Files.readString(Path.of("target", "whippletree", "container", "Containerfile"));
    }

    @Test
    void mountWhatTheConfigurationNames() {
        List<String> mounts = Status.elements(container.path("volumeMounts"))
                .map(mount -> mount.path("mountPath").asText())
                .toList();

        assertEquals(List.of("/etc/whippletree", "/run"), mounts);
        assertTrue(conf.contains("DefaultRuntimeDir /run/whippletree\n"), conf);
        assertTrue(container.path("args").toString().contains("/etc/whippletree/" + CONF), container.toString());
    }

    @Test
    void runTheImageAsTheUserOfTheImageFile() throws IOException {
        assertTrue(
                image().contains("\nUSER "
                        + pod.path("securityContext").path("runAsUser").asInt() + ":"
                        + pod.path("securityContext").path("runAsGroup").asInt() + "\n"),
                image());
        assertTrue(Stream.of("-DFOREGROUND", "-f", "/etc/whippletree/whippletree.conf")
                .allMatch(container.path("args").toString()::contains));
    }
}
