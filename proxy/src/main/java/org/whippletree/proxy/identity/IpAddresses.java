package org.whippletree.proxy.identity;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** How addresses are read and written: literals only, nothing is ever looked up, and IPv4 within IPv6 is plain IPv4. Pure. */
public final class IpAddresses {
    private static final int LONGEST_IPV6 = 45;

    private IpAddresses() {}

    /** The address that a text is; empty if it is none, or could be read in two ways. */
    public static Optional<InetAddress> read(String text) {
        boolean ofV6 = text.indexOf(':') >= 0;
        String plain = ofV6 ? withoutDots(text) : text;
        boolean valid = ofV6 ? isIpv6(plain) : isIpv4(plain);
        return valid ? Optional.of(address(NetUtil.createByteArrayFromIpAddressString(plain))) : Optional.empty();
    }

    /** An IPv6 address whose end is written as IPv4 one, in hexadecimal; left as it is if that is no address. */
    private static String withoutDots(String text) {
        int colon = text.lastIndexOf(':');
        String end = text.substring(colon + 1);
        if (end.indexOf('.') < 0 || !isIpv4(end)) {
            return text;
        }
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(end);
        return text.substring(0, colon)
                + String.format(":%02x%02x:%02x%02x", octets[0], octets[1], octets[2], octets[3]);
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + octets.length + " octets", impossible);
        }
    }

    /** Four decimal numbers: with a zero in front, some take one for octal. */
    private static boolean isIpv4(String text) {
        int numbers = 0;
        int begin = 0;
        for (int dot = text.indexOf('.'); begin <= text.length(); dot = text.indexOf('.', begin)) {
            int end = dot < 0 ? text.length() : dot;
            if (!isByte(text, begin, end)) {
                return false;
            }
            numbers++;
            begin = end + 1;
        }
        return numbers == 4;
    }

    private static boolean isByte(String text, int begin, int end) {
        int digits = end - begin;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(begin) == '0')) {
            return false;
        }
        int value = 0;
        for (int i = begin; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = 10 * value + digit;
        }
        return value <= 255;
    }

    private static boolean isIpv6(String text) {
        if (text.length() > LONGEST_IPV6) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ':' && (c >= 0x80 || Character.digit(c, 16) < 0)) {
                return false;
            }
        }
        return NetUtil.isValidIpV6Address(text);
    }

    /** An address as it is written everywhere, IPv6 as RFC 5952 has it. */
    public static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** The address of a socket without its port; empty if it is none of IP. */
    public static String text(SocketAddress socket) {
        return socket instanceof InetSocketAddress inet && inet.getAddress() != null ? text(inet.getAddress()) : "";
    }
}
