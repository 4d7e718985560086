/** What sockets need beyond what Netty has words for. */
package org.whippletree.proxy.socket;
