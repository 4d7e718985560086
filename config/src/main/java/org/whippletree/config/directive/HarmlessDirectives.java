package org.whippletree.config.directive;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Directives of httpd that do nothing here, and whose absence a client or a backend of a reverse proxy cannot see: all of them, or
 * only with the value that says what is done here anyway.
 */
public final class HarmlessDirectives {
    /** Name, accepted values, reason. */
    private static final String TABLE = """
            LoadModule                *              modules whose job is done here are built in, the directives of others are refused
            LoadFile                  *              there is nothing to link with
            Mutex                     *              no process waits for a lock of another
            ServerAdmin               *              error pages name no address
            ServerTokens              *              no Server field is added to answers
            ServerSignature           *              error pages have no footer
            ExtendedStatus            *              the status is always extended
            SeeRequestTail            *              the status shows no request lines
            ListenCoresBucketsRatio   @above0        there is one accept queue, so that no client waits at a busy child
            AcceptErrorsNonFatal      *              a failed accept never ends a child
            AcceptFilter              *              a connection waits for its first bytes outside of the workers anyway
            NameVirtualHost           *              httpd ignores it too
            HostnameLookups           Off            addresses are not resolved
            IdentityCheck             Off            clients are not asked for their user
            UseCanonicalName          Off            the names of a client are used
            UseCanonicalPhysicalPort  Off            the names of a client are used
            TraceEnable               Off            TRACE is never answered
            Protocols                 http/1.1       clients speak HTTP/1.1
            ProxyRequests             Off            this is a reverse proxy
            ProxyPassInherit          On             a virtual host inherits what stands outside of it
            ProxyPassInterpolateEnv   Off            variables are replaced when the file is read
            ProxyStatus               *              the status always shows the balancers
            ProxyIOBufferSize         *              buffers have the size that fits
            ProxyReceiveBufferSize    *              the kernel sizes its buffers
            BalancerInherit           On             a virtual host inherits what stands outside of it
            BalancerPersist           Off            changes at run time are not kept
            BalancerGrowth            *              no members are added at run time
            RewriteEngine             Off            nothing is rewritten
            SSLEngine                 Off            clients speak cleartext
            SSLProxyEngine            *              https:// backends are refused by themselves
            SSLRandomSeed             *              it matters with SSLEngine On only
            SSLPassPhraseDialog       *              it matters with SSLEngine On only
            SSLSessionCache           *              it matters with SSLEngine On only
            SSLSessionCacheTimeout    *              it matters with SSLEngine On only
            SSLSessionTickets         *              it matters with SSLEngine On only
            SSLCipherSuite            *              it matters with SSLEngine On only
            SSLHonorCipherOrder       *              it matters with SSLEngine On only
            SSLProtocol               *              it matters with SSLEngine On only
            SSLStrictSNIVHostCheck    *              it matters with SSLEngine On only
            DeflateBufferSize         *              buffers have the size that fits
            DeflateWindowSize         *              the window is the largest there is
            DeflateMemLevel           *              the memory is zlib's own
            AuthBasicProvider         file           users are looked for in AuthUserFile
            AuthBasicAuthoritative    On             nobody else is asked about users
            BufferedLogs              *              lines that wait for the disk are written together anyway
            DocumentRoot              @files         no files are served
            Alias                     @files         no files are served
            AliasMatch                @files         no files are served
            ScriptAlias               @files         no files are served
            <Directory>               *              no files are served
            <DirectoryMatch>          *              no files are served
            <Files>                   *              no files are served
            <FilesMatch>              *              no files are served
            AccessFileName            *              no files are served
            AllowOverride             *              no files are served
            Options                   *              no files are served
            EnableMMAP                *              no files are served
            EnableSendfile            *              no files are served
            FileETag                  *              no files are served
            DirectoryIndex            *              no files are served
            DirectorySlash            *              no files are served
            IndexOptions              *              no files are served
            IndexIgnore               *              no files are served
            IndexOrderDefault         *              no files are served
            HeaderName                *              no files are served
            ReadmeName                *              no files are served
            AddAlt                    *              no files are served
            AddDescription            *              no files are served
            AddIcon                   *              no files are served
            AddIconByEncoding         *              no files are served
            AddIconByType             *              no files are served
            DefaultIcon               *              no files are served
            TypesConfig               *              types are those of the backends
            AddType                   *              types are those of the backends
            AddCharset                *              types are those of the backends
            AddEncoding               *              types are those of the backends
            AddLanguage               *              types are those of the backends
            AddDefaultCharset         Off            types are those of the backends
            DefaultLanguage           *              types are those of the backends
            LanguagePriority          *              types are those of the backends
            ForceLanguagePriority     *              types are those of the backends
            MimeMagicFile             *              types are those of the backends
            RLimitCPU                 *              no programs are run
            RLimitMEM                 *              no programs are run
            RLimitNPROC               *              no programs are run
            ScriptSock                *              no programs are run
            """;

    private static final List<Row> ROWS = TABLE.lines().map(Row::parse).toList();
    private static final Map<String, Row> BY_NAME = byName();

    private HarmlessDirectives() {}

    /**
     * One of them.
     *
     * @param name as users write it; a section's in angle brackets
     * @param accepts the one value that is accepted, or under which condition any is
     * @param reason why nothing is lost without it
     */
    public record Row(String name, String accepts, String reason) {
        private static final Set<String> CONDITIONS = Set.of("*", "@files", "@above0");

        private static Row parse(String line) {
            String[] words = line.split(" +", 3);
            return new Row(words[0], words[1], words[2]);
        }

        /** Whether it is harmless with one value only. */
        public boolean oneValue() {
            return !CONDITIONS.contains(accepts);
        }

        /** Whether it is harmless only if no request is left to files. */
        public boolean needsEveryPathProxied() {
            return accepts.equals("@files");
        }

        /** Whether it takes a number above zero. */
        public boolean needsANumberAboveZero() {
            return accepts.equals("@above0");
        }

        boolean accepts(Directive directive) {
            return !oneValue() || String.join(" ", directive.arguments()).equalsIgnoreCase(accepts);
        }
    }

    private static Map<String, Row> byName() {
        Map<String, Row> byName = new HashMap<>();
        ROWS.forEach(row -> byName.put(row.name().toLowerCase(Locale.ROOT), row));
        return Map.copyOf(byName);
    }

    /** By subject. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** The row of a directive in any case. */
    static Optional<Row> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
