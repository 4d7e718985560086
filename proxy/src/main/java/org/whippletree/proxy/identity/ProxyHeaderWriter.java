package org.whippletree.proxy.identity;

import io.netty.util.NetUtil;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.whippletree.config.ProxyHeaderVersion;

/** Writes headers of the PROXY protocol, as HAProxy's proxy-protocol.txt defines them. Pure. */
public final class ProxyHeaderWriter {
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final byte[] SIGNATURE = {0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;

    private ProxyHeaderWriter() {}

    /** The octets that tell a backend what the header says; none for no version. */
    public static byte[] octets(ProxyHeader header, ProxyHeaderVersion version) {
        return switch (version) {
            case NONE -> new byte[0];
            case V1 -> line(header).getBytes(StandardCharsets.US_ASCII);
            case V2 -> binary(header);
        };
    }

    private static String line(ProxyHeader header) {
        if (header.source().isEmpty() || header.destination().isEmpty()) {
            return "PROXY UNKNOWN\r\n";
        }
        InetSocketAddress source = header.source().get();
        InetSocketAddress destination = header.destination().get();
        boolean plain = bothOfV4(source, destination);
        return "PROXY " + (plain ? "TCP4 " : "TCP6 ") + text(source.getAddress(), plain) + " "
                + text(destination.getAddress(), plain) + " " + source.getPort() + " " + destination.getPort() + "\r\n";
    }

    private static boolean bothOfV4(InetSocketAddress source, InetSocketAddress destination) {
        return source.getAddress() instanceof Inet4Address && destination.getAddress() instanceof Inet4Address;
    }

    /** An address of IPv4 stands within one of IPv6 where the other one is of IPv6. */
    private static String text(InetAddress address, boolean plain) {
        String text = NetUtil.toAddressString(address);
        return plain || !(address instanceof Inet4Address) ? text : "::ffff:" + text;
    }

    private static byte[] binary(ProxyHeader header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        if (header.source().isEmpty() || header.destination().isEmpty()) {
            // Some receivers refuse a client of no family; nobody may refuse LOCAL.
            out.writeBytes(new byte[] {LOCAL, 0, 0, 0});
            return out.toByteArray();
        }
        InetSocketAddress source = header.source().get();
        InetSocketAddress destination = header.destination().get();
        boolean plain = bothOfV4(source, destination);
        out.writeBytes(new byte[] {PROXY, (byte) (plain ? TCP4 : TCP6), 0, (byte) (plain ? 12 : 36)});
        address(out, source.getAddress(), plain);
        address(out, destination.getAddress(), plain);
        port(out, source.getPort());
        port(out, destination.getPort());
        return out.toByteArray();
    }

    private static void address(ByteArrayOutputStream out, InetAddress address, boolean plain) {
        if (!plain && address instanceof Inet4Address) {
            out.writeBytes(MAPPED);
        }
        out.writeBytes(address.getAddress());
    }

    private static void port(ByteArrayOutputStream out, int port) {
        out.write(port >> 8);
        out.write(port & 0xff);
    }
}
