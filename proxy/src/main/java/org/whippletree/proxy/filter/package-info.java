/**
 * What a filter of message bodies is made of: the interface for jars in {@code lib/ext}. The front door is {@link
 * org.whippletree.proxy.filter.FilterProvider}, found by {@link java.util.ServiceLoader}. It names types of the JDK only, so that a
 * filter outlives what the data path is built on.
 */
package org.whippletree.proxy.filter;
