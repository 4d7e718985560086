package org.whippletree.deploy;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Code that a test carries into a running supervisor's JVM, to reach what no interface of the product offers. */
public final class SupervisorAgent {
    private static final String STOP = "stop";

    private SupervisorAgent() {}

    /** Runs in the supervisor: stops Hazelcast's member, or writes its secret to a file. */
    public static void agentmain(String argument) throws IOException {
        if (argument.equals(STOP)) {
            Hazelcast.shutdownAll();
        } else {
            StringBuilder secrets = new StringBuilder();
            for (HazelcastInstance member : Hazelcast.getAllHazelcastInstances()) {
                secrets.append(member.getConfig().getClusterName());
            }
            Files.writeString(Path.of(argument), secrets);
        }
    }

    /** Stops Hazelcast's member in a supervisor. */
    static void stopMember(long supervisor) throws Exception {
        load(supervisor, STOP);
    }

    /** The secret that a supervisor's member admits children by. */
    static String secret(long supervisor) throws Exception {
        Path file = Files.createTempFile("whippletree", ".secret");
        try {
            load(supervisor, file.toString());
            return Files.readString(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void load(long supervisor, String argument) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(supervisor));
        try {
            machine.loadAgent(jar().toString(), argument);
        } finally {
            machine.detach();
        }
    }

    private static Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", SupervisorAgent.class.getName());
        String entry = SupervisorAgent.class.getName().replace('.', '/') + ".class";
        Path jar = Path.of("target", "supervisor-agent.jar").toAbsolutePath();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new JarEntry(entry));
            entries.write(SupervisorAgent.class
                    .getClassLoader()
                    .getResourceAsStream(entry)
                    .readAllBytes());
        }
        return jar;
    }
}
