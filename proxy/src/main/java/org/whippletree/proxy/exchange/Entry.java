package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpRequest;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.login.PasswordCheck;

/**
 * The first steps of an exchange: what its request is for, who its client is if that matters, and a worker. Until then nothing of it
 * reaches a backend. Owned by the event loop.
 */
final class Entry implements Workers.Waiter {
    private final DataPath path;
    private final Downstream client;
    private final HttpRequest request;
    private final Guest guest;
    private Routing.Way way;
    private PasswordCheck check;
    private Routing.Decision afterLogin;
    private Lease checking;
    private boolean waiting;

    /** One object, so that it can be found in the line. */
    private final Runnable turn = this::askForWorker;

    /** The exchange. */
    interface Guest {
        /** It goes on to a backend, with a worker. */
        void admitted(Routing.Way way, Lease lease);

        /** It needs no backend. */
        void settled(Routing.Decision decision);

        /** It goes no further. */
        void fail(ProxyFailure failure, String reason);
    }

    Entry(DataPath path, Downstream client, HttpRequest request, Guest guest) {
        this.path = path;
        this.client = client;
        this.request = request;
        this.guest = guest;
    }

    /** Begins; it may be over when this returns. */
    void begin() {
        Routing.Decision decision = client.host().routing.decide(request, client);
        if (decision instanceof Routing.ForUsers forUsers) {
            logIn(forUsers);
        } else {
            goOn(decision);
        }
    }

    private void goOn(Routing.Decision decision) {
        if (decision instanceof Routing.Denial denial) {
            guest.fail(denial.failure(), denial.reason());
        } else if (decision instanceof Routing.Way found) {
            way = found;
            askForWorker();
        } else {
            guest.settled(decision);
        }
    }

    private void logIn(Routing.ForUsers forUsers) {
        PasswordCheck wanted = path.logins.check(forUsers.login(), forUsers.credentials());
        if (path.logins.known(wanted)) {
            goOn(forUsers.then());
            return;
        }
        check = wanted;
        afterLogin = forUsers.then();
        if (!path.logins.enter(turn)) {
            guest.fail(ProxyFailure.NO_WORKER, "RequestQueueSize requests wait for the check of a password");
        }
    }

    private void askForWorker() {
        waiting = true;
        client.workers().request(this);
    }

    @Override
    public void granted(Lease lease) {
        waiting = false;
        if (check == null) {
            guest.admitted(way, lease);
            return;
        }
        checking = lease;
        lease.describe(
                client.clientAddress(),
                request.method().name(),
                request.uri(),
                request.protocolVersion().text());
        lease.run("AuthType Basic", true, check::run, this::checked);
    }

    private void checked() {
        path.logins.leave();
        if (checking == null) {
            // The client has gone meanwhile.
            return;
        }
        PasswordCheck.Outcome outcome = check.outcome();
        Lease lease = checking;
        checking = null;
        if (outcome == PasswordCheck.Outcome.ACCEPTED) {
            path.logins.remember(check);
            if (afterLogin instanceof Routing.Way found) {
                guest.admitted(found, lease);
                return;
            }
        }
        lease.release(0);
        switch (outcome) {
            case ACCEPTED -> goOn(afterLogin);
            case REJECTED ->
                guest.fail(ProxyFailure.UNAUTHORIZED, "the name is not known, or the password is another one");
            case FAILED -> guest.fail(ProxyFailure.LOGIN_BROKEN, "AuthUserFile does not tell");
        }
    }

    @Override
    public void refused(String reason) {
        waiting = false;
        if (check != null) {
            path.logins.leave();
        }
        guest.fail(ProxyFailure.NO_WORKER, reason);
    }

    /** The client has gone, or its request cannot be read. */
    void leave() {
        if (waiting) {
            waiting = false;
            client.workers().withdraw(this);
            if (check != null) {
                path.logins.leave();
            }
        } else if (checking != null) {
            Lease lease = checking;
            checking = null;
            lease.release(0);
        } else if (check != null) {
            path.logins.withdraw(turn);
        }
    }
}
