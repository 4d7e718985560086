/**
 * Who clients say that they are, and whether that is so: {@code AuthType Basic}. The hash of a password takes its time by design, so
 * that a check runs on a worker's thread, few at a time; it knows neither worker nor exchange.
 */
package org.whippletree.proxy.login;
