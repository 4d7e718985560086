package org.whippletree.scoreboard;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.client.config.RoutingMode;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SerializationConfig;

/**
 * How Hazelcast is run: closed, quiet and small. Closed: loopback, a secret name, nothing discovered, nothing deserialized but
 * our own rows. Quiet: no name in log lines, no metrics, no calls home. Small: few threads, few partitions.
 */
final class HazelcastSettings {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int HEARTBEAT_INTERVAL_MILLIS = 1_000;
    private static final int HEARTBEAT_TIMEOUT_MILLIS = 2_000;

    private HazelcastSettings() {}

    static Config member(String secret) {
        Config config = new Config();
        config.setClusterName(secret);
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.logging.details.enabled", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.partition.count", "11");
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.setProperty("hazelcast.operation.priority.generic.thread.count", "1");
        config.setProperty("hazelcast.operation.response.thread.count", "1");
        config.setProperty("hazelcast.io.thread.count", "1");
        config.setProperty("hazelcast.event.thread.count", "1");
        config.setProperty("hazelcast.clientengine.thread.count", "1");
        config.setProperty("hazelcast.clientengine.query.thread.count", "1");
        config.setProperty("hazelcast.clientengine.blocking.thread.count", "1");
        config.setProperty("hazelcast.slow.operation.detector.enabled", "false");
        config.setProperty("hazelcast.health.monitoring.level", "OFF");
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        config.getIntegrityCheckerConfig().setEnabled(false);
        network(config.getNetworkConfig());
        for (RowKey.Kind kind : RowKey.Kind.values()) {
            config.addMapConfig(new MapConfig(kind.mapName()).setBackupCount(0).setStatisticsEnabled(false));
        }
        rowsOnly(config.getSerializationConfig());
        return config;
    }

    private static void network(NetworkConfig network) {
        // Port 0: the kernel picks a free one.
        network.setPort(0).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(LOOPBACK);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(false);
    }

    static ClientConfig client(ScoreboardAccess access) {
        ClientConfig config = new ClientConfig();
        config.setClusterName(access.secret());
        config.getNetworkConfig().addAddress(access.address());
        // One connection to the address given: the member's own idea of its address does not matter.
        config.getNetworkConfig().getClusterRoutingConfig().setRoutingMode(RoutingMode.SINGLE_MEMBER);
        config.getConnectionStrategyConfig().setAsyncStart(true).setReconnectMode(ReconnectMode.ASYNC);
        config.getConnectionStrategyConfig()
                .getConnectionRetryConfig()
                .setInitialBackoffMillis(200)
                .setMaxBackoffMillis(2_000)
                .setMultiplier(1.5)
                .setClusterConnectTimeoutMillis(Long.MAX_VALUE);
        config.setProperty("hazelcast.client.heartbeat.interval", String.valueOf(HEARTBEAT_INTERVAL_MILLIS));
        config.setProperty("hazelcast.client.heartbeat.timeout", String.valueOf(HEARTBEAT_TIMEOUT_MILLIS));
        config.setProperty("hazelcast.client.event.thread.count", "1");
        config.setProperty("hazelcast.client.response.thread.count", "0");
        config.setProperty("hazelcast.client.io.input.thread.count", "1");
        config.setProperty("hazelcast.client.io.output.thread.count", "1");
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.logging.details.enabled", "false");
        config.getMetricsConfig().setEnabled(false);
        rowsOnly(config.getSerializationConfig());
        return config;
    }

    static void rowsOnly(SerializationConfig serialization) {
        JavaSerializationFilterConfig nothing = new JavaSerializationFilterConfig();
        nothing.setDefaultsDisabled(true);
        // An empty list would let every class pass: it holds the name of a class that does not exist.
        nothing.getWhitelist().addClasses("org.whippletree.scoreboard.NoSuchClass");
        serialization.setJavaSerializationFilterConfig(nothing);
        serialization
                .getCompactSerializationConfig()
                .addSerializer(new LoadRowSerializer())
                .addSerializer(new DetailRowSerializer())
                .addSerializer(new WorkerLineSerializer())
                .addSerializer(new MemberLineSerializer())
                .addSerializer(new DigestSerializer())
                .addSerializer(new ChildLoadSerializer());
    }
}
