/** One request and its answer in flight, from the complete head to the last byte handed to the client's connection. */
package org.whippletree.proxy.exchange;
