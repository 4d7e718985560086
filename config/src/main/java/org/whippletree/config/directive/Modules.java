package org.whippletree.config.directive;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The modules of httpd that {@code <IfModule>} finds: those whose job is done here, and those that a LoadModule loads. What the latter
 * would do is not done; but their directives must be read then, for each to be refused by name instead of being skipped in silence.
 */
public final class Modules {
    private static final List<Module> OURS =
            Arrays.stream("""
                    core_module                 core.c                     the configuration itself
                    so_module                   mod_so.c                   LoadModule is accepted
                    http_module                 http_core.c                HTTP/1.1 with clients
                    mpm_event_module            event.c                    children, workers and listeners
                    proxy_module                mod_proxy.c                ProxyPass and its kin
                    proxy_http_module           mod_proxy_http.c           backends that speak HTTP/1.1
                    proxy_balancer_module       mod_proxy_balancer.c       balancers
                    lbmethod_byrequests_module  mod_lbmethod_byrequests.c  the method byrequests
                    slotmem_shm_module          mod_slotmem_shm.c          the scoreboard is shared by all processes
                    reqtimeout_module           mod_reqtimeout.c           RequestReadTimeout
                    lbmethod_bytraffic_module   mod_lbmethod_bytraffic.c   the method bytraffic
                    lbmethod_bybusyness_module  mod_lbmethod_bybusyness.c  the method bybusyness
                    status_module               mod_status.c               the status of the server
                    log_config_module          mod_log_config.c           CustomLog and LogFormat
                    alias_module               mod_alias.c                Redirect and RedirectMatch
                    headers_module             mod_headers.c              RequestHeader and Header
                    logio_module               mod_logio.c                the items I, O and S of LogFormat
                    remoteip_module             mod_remoteip.c             RemoteIPHeader and its kin
                    authz_core_module           mod_authz_core.c           Require
                    authz_host_module           mod_authz_host.c           Require ip and Require local
                    auth_basic_module           mod_auth_basic.c           AuthType Basic
                    authn_core_module           mod_authn_core.c           AuthName and AuthType
                    authn_file_module           mod_authn_file.c           AuthUserFile
                    authz_user_module           mod_authz_user.c           Require user and Require valid-user
                    filter_module               mod_filter.c               AddOutputFilterByType
                    deflate_module              mod_deflate.c              DEFLATE for answers
                    substitute_module           mod_substitute.c           SUBSTITUTE
                    """.split("\n")).map(Module::parse).toList();

    private final Set<String> found = new HashSet<>();

    Modules() {
        OURS.forEach(module -> found.addAll(List.of(module.identifier(), module.file())));
    }

    /**
     * A module of httpd whose job is done here.
     *
     * @param identifier as LoadModule names it
     * @param file its source file
     * @param job what is done here in its place
     */
    public record Module(String identifier, String file, String job) {
        private static Module parse(String line) {
            String[] words = line.strip().split(" +", 3);
            return new Module(words[0], words[1], words[2]);
        }
    }

    /** Those whose job is done here. */
    public static List<Module> ours() {
        return OURS;
    }

    /** @param library the file of a LoadModule; the module's source file is named like it */
    void load(String identifier, String library) {
        found.add(identifier);
        String name = library.substring(library.lastIndexOf('/') + 1);
        found.add(name.replaceFirst("[.]so$", "") + ".c");
    }

    /** Whether there is a module of this identifier or source file. */
    boolean contain(String name) {
        return found.contains(name);
    }
}
