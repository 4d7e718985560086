package org.whippletree.benchmarks.seam;

import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;

/** Workers without number: the cost of leasing is the same in both runs and is left out. */
final class FreeWorkers implements Workers {
    private static final Lease LEASE = new Lease() {
        @Override
        public void describe(String client, String method, String target, String version) {}

        @Override
        public void reading() {}

        @Override
        public void writing() {}

        @Override
        public void run(String job, boolean computes, Runnable step, Runnable after) {
            step.run();
            after.run();
        }

        @Override
        public void reserve() {}

        @Override
        public void renew() {}

        @Override
        public void dismiss() {}

        @Override
        public void release(long bodyBytes) {}

        @Override
        public void answeredLater(long bodyBytes) {}
    };

    @Override
    public void request(Waiter waiter) {
        waiter.granted(LEASE);
    }

    @Override
    public void withdraw(Waiter waiter) {}
}
