/** What the tests of several modules wait, watch and measure with. */
package org.whippletree.testkit;
