/**
 * The demo, {@link org.whippletree.supervisor.demo.Demo}: sample backends, a real supervisor in a process of its own, some
 * traffic, and the scoreboard as it changes. It uses the product from outside, by its configuration file and its admin API.
 */
package org.whippletree.supervisor.demo;
