package org.whippletree.config.directive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Directives of httpd that have no row here: nobody misspelled them, so no other name is suggested. */
final class HttpdNames {
    private static final Set<String> NAMES = Arrays.stream("""
                    <Directory> <DirectoryMatch> <Else> <ElseIf> <Files> <FilesMatch> <If>
                    <IfSection> <IfVersion> <Limit> <LimitExcept> <Macro> <ProxyMatch>
                    <RequireAll> <RequireAny> <RequireNone>
                    AcceptErrorsNonFatal AcceptFilter AcceptPathInfo AccessFileName Action AddAlt AddCharset
                    AddDefaultCharset AddDescription AddEncoding AddHandler AddIcon AddInputFilter AddLanguage
                    AddOutputFilter AddType Alias AliasMatch Allow AllowCONNECT
                    AllowEncodedSlashes AllowMethods AllowOverride AllowOverrideList AsyncFilter
                    AuthBasicFake AuthFormProvider AuthGroupFile AuthMerging
                    AuthzProviderAlias BalancerGrowth BalancerInherit BalancerPersist BufferSize
                    CacheDirLength CacheDirLevels CacheDisable CacheEnable CacheRoot CGIMapExtension CGIPassAuth DAV
                    DefaultIcon
                    DefaultLanguage DefaultType DeflateFilterNote Deny
                    DirectoryIndex DirectorySlash DocumentRoot DumpIOInput DumpIOOutput EnableMMAP
                    EnableSendfile ErrorLogFormat ExpiresActive ExpiresByType ExpiresDefault
                    ExtendedStatus FallbackResource FileETag FilterChain FilterDeclare FilterProvider FlushMaxPipelined
                    ForceType ForensicLog GlobalLog H2Direct H2EarlyHints H2MaxSessionStreams H2MaxWorkers
                    H2MinWorkers H2ModernTLSOnly H2Push H2StreamMaxMemSize H2Upgrade H2WindowSize HeaderName
                    HostnameLookups IdentityCheck IndexIgnore IndexOptions KeptBodySize LanguagePriority
                    LimitInternalRecursion LimitXMLRequestBody ListenCoresBucketsRatio LoadFile LoadModule
                    LogIOTrackTTFB MaxRangeOverlaps MaxRangeReversals MaxRanges MergeSlashes MergeTrailers
                    MetaDir MimeMagicFile MultiviewsMatch Mutex
                    NameVirtualHost NoProxy Options Order PassEnv Protocol ProtocolEcho Protocols ProtocolsHonorOrder
                    Proxy100Continue ProxyBlock ProxyDomain ProxyExpressDBMFile ProxyExpressEnable
                    ProxyFCGIBackendType ProxyFCGISetEnvIf ProxyHCExpr ProxyHCTemplate ProxyHCTPsize ProxyHTMLEnable
                    ProxyHTMLURLMap ProxyIOBufferSize ProxyPassInherit ProxyPassInterpolateEnv
                    ProxyReceiveBufferSize ProxyRemote ProxyRemoteMatch ProxyRequests ProxySourceAddress ProxyStatus
                    RegexDefaultOptions RegisterHttpMethod RemoveHandler
                    RemoveType RewriteBase RewriteCond RewriteEngine RewriteMap RewriteOptions RewriteRule RLimitCPU
                    RLimitMEM RLimitNPROC Satisfy ScriptAlias ScriptAliasMatch ScriptLog SeeRequestTail ServerAdmin
                    ServerPath ServerSignature ServerTokens SetEnvIfExpr
                    SSLCACertificateFile SSLCertificateChainFile SSLCertificateFile
                    SSLCertificateKeyFile SSLCipherSuite SSLCompression SSLEngine SSLHonorCipherOrder SSLOpenSSLConfCmd
                    SSLOptions SSLPassPhraseDialog SSLProtocol SSLProxyCACertificateFile SSLProxyCheckPeerCN
                    SSLProxyCheckPeerName SSLProxyEngine SSLProxyMachineCertificateFile SSLProxyProtocol SSLProxyVerify
                    SSLRandomSeed SSLRequireSSL SSLSessionCache SSLSessionCacheTimeout SSLSessionTickets
                    SSLStaplingCache SSLStrictSNIVHostCheck SSLUseStapling SSLVerifyClient SSLVerifyDepth StrictHostCheck
                    TraceEnable TypesConfig UndefMacro Use UseCanonicalName
                    UseCanonicalPhysicalPort UserDir VHostUser
                    """.split("\\s+"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private HttpdNames() {}

    static boolean contain(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    static Set<String> lowerCase() {
        return NAMES;
    }
}
