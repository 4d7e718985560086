/**
 * Tests of the packaged product, as an operator would use it: its launcher, its processes, its sockets, its files. {@link
 * org.whippletree.deploy.RunningServer} is where they begin. They know no class of the product, but for {@link
 * org.whippletree.deploy.ArchitectureTest}, which knows all of them.
 */
package org.whippletree.deploy;
