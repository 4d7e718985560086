package org.whippletree.deploy;

import com.sun.tools.attach.VirtualMachine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Code that a test carries into a running child's JVM, to take its memory away. */
public final class ChildAgent {
    private static final String HEAP = "heap";
    private static final String DIRECT = "direct";
    private static final int LARGE = 1 << 20;
    private static final int SMALL = 1 << 10;

    /** Kept for good. */
    private static final List<Object> HELD = new ArrayList<>();

    private ChildAgent() {}

    /** Runs in the child. */
    public static void agentmain(String what) {
        if (what.equals(HEAP)) {
            Thread thread = new Thread(ChildAgent::takeHeap, "greedy");
            thread.setDaemon(true);
            thread.start();
        } else {
            takeDirectMemory();
        }
    }

    private static void takeHeap() {
        while (true) {
            HELD.add(new byte[LARGE]);
        }
    }

    private static void takeDirectMemory() {
        for (int size = LARGE; size >= SMALL; size /= 2) {
            try {
                while (true) {
                    ByteBuf taken = Unpooled.directBuffer(size);
                    HELD.add(taken);
                }
            } catch (OutOfMemoryError none) {
                HELD.add(none);
            }
        }
    }

    /** Lets a child's heap overflow. */
    static void takeHeapOf(long child) {
        load(child, HEAP);
    }

    /** Leaves a child no memory for buffers. */
    static void takeDirectMemoryOf(long child) {
        load(child, DIRECT);
    }

    private static void load(long child, String argument) {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(child));
            try {
                machine.loadAgent(jar().toString(), argument);
            } finally {
                machine.detach();
            }
        } catch (IOException endedMeanwhile) {
            if (!argument.equals(HEAP)) {
                throw new AssertionError("cannot reach child " + child, endedMeanwhile);
            }
        } catch (Exception failure) {
            throw new AssertionError("cannot reach child " + child, failure);
        }
    }

    private static Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", ChildAgent.class.getName());
        String entry = ChildAgent.class.getName().replace('.', '/') + ".class";
        Path jar = Path.of("target", "child-agent.jar").toAbsolutePath();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new JarEntry(entry));
            entries.write(
                    ChildAgent.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
        return jar;
    }
}
