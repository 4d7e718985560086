/**
 * The data path: clients' connections, exchanges, backends. {@link org.whippletree.proxy.ReverseProxy} is the front door.
 *
 * <p>Everything here runs on one event loop and is owned by it: no lock, no volatile, no wait. The package knows no process and no
 * scoreboard; what it needs of them it asks through {@link org.whippletree.proxy.Workers} and tells through
 * {@link org.whippletree.proxy.Lease}. Bytes are cut by Netty's HTTP/1.1 codecs; what is accepted and what is forwarded is decided
 * here.
 */
package org.whippletree.proxy;
