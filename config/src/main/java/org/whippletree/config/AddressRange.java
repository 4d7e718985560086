package org.whippletree.config;

/**
 * A range of addresses: all that share their first bits.
 *
 * @param address a literal IPv4 or IPv6 address
 * @param bits how many bits are compared; 0 takes every address of the family
 */
public record AddressRange(String address, int bits) {
    public AddressRange {
        Checks.require(bits >= 0 && bits <= (address.indexOf(':') >= 0 ? 128 : 32), "a range has bits of an address");
    }
}
