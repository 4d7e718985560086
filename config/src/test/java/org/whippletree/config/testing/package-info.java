/** What the tests of all modules share. */
package org.whippletree.config.testing;
