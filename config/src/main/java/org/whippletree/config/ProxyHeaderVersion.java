package org.whippletree.config;

/** In which version of the PROXY protocol a backend is told of the client, if at all ({@code proxyprotocol}). */
public enum ProxyHeaderVersion {
    /** It is not told. */
    NONE,
    /** By a line of text. */
    V1,
    /** In binary. */
    V2
}
