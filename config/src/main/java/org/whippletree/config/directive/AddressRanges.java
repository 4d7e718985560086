package org.whippletree.config.directive;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.whippletree.config.AddressRange;

/** How {@code Require ip} writes addresses: whole, by their first numbers, with a count of bits or with a netmask. */
final class AddressRanges {
    private static final String NUMBER = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(NUMBER + "([.]" + NUMBER + "){3}");
    private static final Pattern IPV4_BEGINNING = Pattern.compile(NUMBER + "([.]" + NUMBER + "){0,2}[.]?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private AddressRanges() {}

    static AddressRange parse(String text) throws BadArgument {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (IPV4.matcher(address).matches()) {
            return new AddressRange(address, slash < 0 ? 32 : bits(text, text.substring(slash + 1), 32));
        }
        if (slash < 0 && IPV4_BEGINNING.matcher(address).matches()) {
            String numbers = address.endsWith(".") ? address.substring(0, address.length() - 1) : address;
            int count = numbers.split("[.]").length;
            return new AddressRange(numbers + ".0".repeat(4 - count), 8 * count);
        }
        if (ipv6(address)) {
            return new AddressRange(address, slash < 0 ? 128 : bits(text, text.substring(slash + 1), 128));
        }
        throw new BadArgument("ip address '" + text + "' appears to be invalid: expected an address such as 10.1.2.3,"
                + " 10.1, 10.0.0.0/8 or 2001:db8::/32");
    }

    private static int bits(String text, String mask, int most) throws BadArgument {
        if (most == 32 && IPV4.matcher(mask).matches()) {
            return contiguous(text, mask);
        }
        if (!BITS.matcher(mask).matches() || Integer.parseInt(mask) > most) {
            throw badMask(text);
        }
        return Integer.parseInt(mask);
    }

    private static int contiguous(String text, String mask) throws BadArgument {
        int bits = 0;
        for (String number : mask.split("[.]")) {
            bits = bits << 8 | Integer.parseInt(number);
        }
        int leading = Integer.numberOfLeadingZeros(~bits);
        if (Integer.bitCount(bits) != leading) {
            throw badMask(text);
        }
        return leading;
    }

    private static boolean ipv6(String literal) {
        if (!IPV6.matcher(literal).matches()) {
            return false;
        }
        try {
            // In brackets it is taken for a literal or refused, never looked up.
            return InetAddress.getByName("[" + literal + "]").getAddress().length == 16;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static BadArgument badMask(String text) {
        return new BadArgument("ip address '" + text
                + "' appears to be invalid: the network mask must be a number of bits, or a netmask without gaps");
    }
}
