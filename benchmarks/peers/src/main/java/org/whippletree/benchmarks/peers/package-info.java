/** Other JVM servers as reverse proxies, for comparison. */
package org.whippletree.benchmarks.peers;
