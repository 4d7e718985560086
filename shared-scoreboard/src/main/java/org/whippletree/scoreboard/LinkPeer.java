package org.whippletree.scoreboard;

import com.hazelcast.core.HazelcastInstance;
import java.util.function.Consumer;

/** The part of a process's link that differs between a client and the member itself. Called on the thread "scoreboard" only. */
interface LinkPeer {
    /** Begins to look for the member; whoever asks ends the instance. Its coming and going are told to {@code events}. */
    HazelcastInstance open(Consumer<LinkEvent> events);

    /** The maps are there for the first time: subscribes to what is read. */
    void subscribe(SharedMaps maps) throws ExchangeFailedException;

    /** A member came: reads what may have changed meanwhile. */
    void refresh(SharedMaps maps) throws ExchangeFailedException;
}
