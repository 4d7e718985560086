/**
 * Bodies on their way through filters: which ones ({@link org.whippletree.proxy.chain.FilterTable}), where they come from ({@link
 * org.whippletree.proxy.chain.FilterLibrary}), and how they are run, bounded in memory both ways ({@link
 * org.whippletree.proxy.chain.FilterChain}). It knows no exchange.
 */
package org.whippletree.proxy.chain;
