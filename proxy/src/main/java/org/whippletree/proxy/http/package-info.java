/** Pure rules on request and answer heads: what is accepted, what is removed, what is added. No channel, no clock. */
package org.whippletree.proxy.http;
