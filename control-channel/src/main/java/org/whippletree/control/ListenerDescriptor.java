package org.whippletree.control;

import org.whippletree.config.ListenAddress;

/**
 * A listening socket of this process. Whoever holds the number owns the socket's copy in this process and closes it; sending it
 * leaves the sender's copy open.
 *
 * @param address what it listens on
 * @param descriptor the file descriptor's number
 */
public record ListenerDescriptor(ListenAddress address, int descriptor) {}
