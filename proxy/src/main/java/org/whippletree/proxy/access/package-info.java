/** Which clients may ask for which path, as {@code Require} says. Pure. */
package org.whippletree.proxy.access;
