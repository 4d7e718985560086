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
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Code that a test carries into a child's JVM: to take its memory away, to block its event loop, to end it before it serves. */
public final class ChildAgent {
    private static final String HEAP = "heap";
    private static final String DIRECT = "direct";
    private static final String LOOP = "loop";
    /** Logs on the event loop, at debug, that a client has reset its connection. */
    private static final String LOGS_A_RESET = "org.whippletree.proxy.client.ClientConnection";

    private static final int LARGE = 1 << 20;
    private static final int SMALL = 1 << 10;

    /** Kept for good. */
    private static final List<Object> HELD = new ArrayList<>();

    private ChildAgent() {}

    /** Runs in a child that serves. */
    public static void agentmain(String what) {
        switch (what) {
            case HEAP -> {
                Thread thread = new Thread(ChildAgent::takeHeap, "greedy");
                thread.setDaemon(true);
                thread.start();
            }
            case DIRECT -> takeDirectMemory();
            case LOOP -> blockLoopAtNextReset();
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** Runs in each JVM before its main class: ends a child with the code in a file, if the file is there. */
    public static void premain(String file) throws IOException {
        Path code = Path.of(file);
        if (System.getProperty("sun.java.command", "").contains("ChildMain --slot") && Files.exists(code)) {
            Runtime.getRuntime().halt(Integer.parseInt(Files.readString(code).strip()));
        }
    }

    /** As a logger does whose file hangs. */
    private static void blockLoopAtNextReset() {
        Logger logger = Logger.getLogger(LOGS_A_RESET);
        logger.setLevel(Level.ALL);
        logger.setFilter(record -> neverReturns());
        HELD.add(logger);
    }

    private static boolean neverReturns() {
        while (true) {
            LockSupport.park(HELD);
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

    /** The event loop of a child blocks, for good, when a client of it resets its connection. */
    static void blockLoopOf(long child) {
        load(child, LOOP);
    }

    /** Starts a server whose children end at once, with the code in a file, while that file is there. */
    static List<String> endingChildrenWithCodeIn(Path file) throws IOException {
        return List.of("env", "JDK_JAVA_OPTIONS=-javaagent:" + jar() + "=" + file);
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
        manifest.getMainAttributes().putValue("Premain-Class", ChildAgent.class.getName());
        String entry = ChildAgent.class.getName().replace('.', '/') + ".class";
        // Each its own: a JVM may still read the one of another test.
        Path jar = Files.createTempFile(Path.of("target").toAbsolutePath(), "child-agent", ".jar");
        jar.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new JarEntry(entry));
            entries.write(
                    ChildAgent.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
        return jar;
    }
}
