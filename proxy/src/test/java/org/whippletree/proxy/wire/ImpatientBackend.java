package org.whippletree.proxy.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A backend that answers every request at once with the path that was asked for, closes connections that are idle for too long, and says nothing of it. */
public final class ImpatientBackend implements AutoCloseable {
    private final ServerSocket server;
    private final Duration patience;
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public ImpatientBackend(Duration patience) {
        this.patience = patience;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(this::acceptAll);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "impatient-backend");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over: close() ends the accept.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                in.readNBytes(bodyLength(head));
                String request = head.substring(0, head.indexOf(" HTTP/"));
                seen.merge(request, 1, Integer::sum);
                String path = request.substring(request.indexOf(' ') + 1);
                String answer = Http.ok("Content-Length: " + path.length()) + path;
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException idle) {
            // This is what it is for: the connection is closed without a word.
            return;
        } catch (IOException gone) {
            // The proxy has closed it first.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int bodyLength(String head) {
        String length = Answer.fieldOf(head, "Content-Length");
        return length.isEmpty() ? 0 : Integer.parseInt(length);
    }

    /** Requests that have been read more than once. */
    public Set<String> doubles() {
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** How many different requests have been read. */
    public int requests() {
        return seen.size();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
