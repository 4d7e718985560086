/** A generator of load at a given rate, for the scripts beside it. */
package org.whippletree.benchmarks.load;
