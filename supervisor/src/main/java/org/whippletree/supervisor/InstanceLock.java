package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock that makes sure of one living supervisor per runtime folder. The kernel frees it with the process, so a stale file
 * means nothing; the file stays, because removing it would let two processes lock two files of one name.
 */
final class InstanceLock implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(InstanceLock.class.getName());
    private static final int LONGEST_PID = 20;

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    static InstanceLock take(Path file, long pid) throws StartFailure {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StartFailure(
                    "could not open " + file + " (" + e + "): make the folder writable or change DefaultRuntimeDir", e);
        }
        InstanceLock lock = new InstanceLock(channel);
        try {
            if (lock.tryLock().isEmpty()) {
                String holder = lock.holder();
                lock.close();
                throw new StartFailure("whippletree " + holder + " already running with " + file
                        + ": stop it first, or give this one a DefaultRuntimeDir of its own");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            lock.close();
            throw new StartFailure("could not lock " + file + " (" + e + ")", e);
        }
        return lock;
    }

    private Optional<FileLock> tryLock() throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, "locked by this very process", e);
            return Optional.empty();
        }
    }

    private String holder() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "(pid unknown)" : "(pid " + pid + ")";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not release the lock", e);
        }
    }
}
