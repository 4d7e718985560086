/** Who the client of a request is: by its connection, and by what trusted proxies tell. */
package org.whippletree.proxy.identity;
