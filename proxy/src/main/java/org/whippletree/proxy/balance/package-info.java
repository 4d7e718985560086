/** Which backend answers a request: routes, balancers, members and their health as requests see it. Pure; time is a parameter. */
package org.whippletree.proxy.balance;
