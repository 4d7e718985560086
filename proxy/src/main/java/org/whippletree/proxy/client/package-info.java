/** Clients' connections: their life as one state machine, their bytes to messages and back, and how they end. */
package org.whippletree.proxy.client;
