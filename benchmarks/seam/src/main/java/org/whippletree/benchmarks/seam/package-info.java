/** Measures what the sockets under the data path cost; the figures are in docs/measurements.md. */
package org.whippletree.benchmarks.seam;
