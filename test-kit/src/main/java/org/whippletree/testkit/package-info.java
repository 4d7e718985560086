/** Measures for tests; JDK only. */
package org.whippletree.testkit;
