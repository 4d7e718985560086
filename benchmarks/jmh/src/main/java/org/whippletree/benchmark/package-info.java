/** The inner pieces of the data path, each by itself. */
package org.whippletree.benchmark;
