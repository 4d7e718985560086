/** Connections that carry another protocol than HTTP after a switch: bytes both ways. Owned by the event loop. */
package org.whippletree.proxy.tunnel;
