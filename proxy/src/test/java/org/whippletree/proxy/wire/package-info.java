/** Raw sockets, scripted backends and a proxy between them, for tests that look at bytes. */
package org.whippletree.proxy.wire;
