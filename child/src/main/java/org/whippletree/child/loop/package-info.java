/**
 * The platform's inner parts that the child stands on: Vert.x's event loop and resolver, Netty's epoll channels on inherited
 * descriptors. No other package of this module names an internal type of either.
 */
package org.whippletree.child.loop;
