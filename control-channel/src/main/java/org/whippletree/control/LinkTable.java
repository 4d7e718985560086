package org.whippletree.control;

import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whippletree.control.ControlMessage.DescriptorsHere;
import org.whippletree.control.ControlMessage.Hello;

/** The admitted links, at most one for a slot and generation. Owned by the control thread. */
final class LinkTable {
    private static final System.Logger LOG = System.getLogger(LinkTable.class.getName());
    private static final int NONCE_BYTES = 16;

    private final Admission admission;
    private final ControlServerListener listener;
    private final SecureRandom random = new SecureRandom();
    private final Map<ChildKey, AdmittedLink> links = new HashMap<>();
    private String lastRefusal = "";

    private record ChildKey(int slot, int generation) {}

    LinkTable(Admission admission, ControlServerListener listener) {
        this.admission = admission;
        this.listener = listener;
    }

    Optional<String> refusal(Hello hello, PeerIdentity peer) {
        if (hello.protocol() != ControlMessage.PROTOCOL) {
            return Optional.of("the child speaks control protocol " + hello.protocol()
                    + " and the supervisor control protocol " + ControlMessage.PROTOCOL
                    + ": restart the server, so that both run the same version");
        }
        try {
            return admission.refusal(hello, peer);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "admission failed for " + hello + " from " + peer, e);
            return Optional.of("the supervisor could not decide about this child; its log says why");
        }
    }

    /** Whether a refusal differs from the one before: a refused child comes again several times a second. */
    boolean isNews(String refusal) {
        boolean news = !refusal.equals(lastRefusal);
        lastRefusal = refusal;
        return news;
    }

    /** Makes the link of an admitted child; an older one for the same slot and generation ends before. */
    AdmittedLink open(EpollDomainSocketChannel channel, Hello hello, PeerIdentity peer) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        AdmittedLink link =
                new AdmittedLink(channel, hello, peer, HexFormat.of().formatHex(nonce), this, listener);
        Optional.ofNullable(links.get(keyOf(hello))).ifPresent(older -> older.end("a newer link replaces it"));
        links.put(keyOf(hello), link);
        return link;
    }

    /** The link whose descriptor connection this is, if the peer proves it. */
    Optional<AdmittedLink> find(DescriptorsHere claim, PeerIdentity peer) {
        return Optional.ofNullable(links.get(new ChildKey(claim.slot(), claim.generation())))
                .filter(link -> link.peer().equals(peer))
                .filter(link -> equalInConstantTime(link.nonce(), claim.nonce()));
    }

    /** Takes the link out; false if it was not in, because it ended or was replaced before. */
    boolean remove(AdmittedLink link) {
        return links.remove(keyOf(link.hello()), link);
    }

    /** Ends all links without a word to the listener. */
    void clear() {
        List<AdmittedLink> ending = List.copyOf(links.values());
        links.clear();
        ending.forEach(link -> link.end("the supervisor closes the control channel"));
    }

    private static ChildKey keyOf(Hello hello) {
        return new ChildKey(hello.slot(), hello.generation());
    }

    private static boolean equalInConstantTime(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
