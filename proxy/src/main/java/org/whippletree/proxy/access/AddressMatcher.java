package org.whippletree.proxy.access;

import io.netty.util.NetUtil;
import java.util.Arrays;
import org.whippletree.config.AddressRange;

/** A range of addresses, ready to be compared with. */
public final class AddressMatcher {
    private static final int IPV6_BYTES = 16;
    private static final int MAPPED_AT = 12;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final byte[] network;
    private final int bits;

    public AddressMatcher(AddressRange range) {
        this.network = NetUtil.createByteArrayFromIpAddressString(range.address());
        this.bits = range.bits();
    }

    /** The bytes of a literal address, IPv4 within IPv6 as plain IPv4; none if it is no address. */
    static byte[] bytes(String literal) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(literal);
        if (address == null) {
            return new byte[0];
        }
        boolean mapped = address.length == IPV6_BYTES && Arrays.equals(address, 0, MAPPED_AT, MAPPED, 0, MAPPED_AT);
        return mapped ? Arrays.copyOfRange(address, MAPPED_AT, IPV6_BYTES) : address;
    }

    /** Whether an address is in the range, by its octets. */
    public boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[whole] ^ network[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }
}
