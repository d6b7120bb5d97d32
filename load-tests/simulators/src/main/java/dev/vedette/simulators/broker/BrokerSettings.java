package dev.vedette.simulators.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a broker that is alone and should be small. */
final class BrokerSettings {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  /** Room for the largest picture the job reads, which is 4 MiB, and for what stands around it. */
  private static final int LARGEST_MESSAGE_BYTES = 8 * 1024 * 1024;

  private static final int RETENTION_CHECK_MILLIS = 10_000;

  private BrokerSettings() {}

  static Map<String, String> of(Path dataDir, int port, int controllerPort) {
    var settings = common(dataDir, controllerPort);
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT,PLAINTEXT:PLAINTEXT");
    return settings;
  }

  /**
   * Clients have to log in over TLS.
   *
   * @param ownPort where the broker talks to itself, and whoever makes topics for it
   */
  static Map<String, String> secured(
      Path dataDir, int port, int ownPort, int controllerPort, BrokerLogin login) {
    var settings = common(dataDir, controllerPort);
    settings.put(
        "listeners",
        "SASL_SSL://127.0.0.1:%d,OWN://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(port, ownPort, CONTROLLER, controllerPort));
    settings.put(
        "advertised.listeners",
        "SASL_SSL://127.0.0.1:%d,OWN://127.0.0.1:%d".formatted(port, ownPort));
    settings.put(
        "listener.security.protocol.map",
        CONTROLLER + ":PLAINTEXT,OWN:PLAINTEXT,SASL_SSL:SASL_SSL");
    settings.put("inter.broker.listener.name", "OWN");
    settings.put("sasl.enabled.mechanisms", BrokerLogin.MECHANISM);
    settings.put(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", login.certificate().keyStore().toString());
    settings.put("ssl.keystore.password", login.certificate().keyStorePassword());
    settings.put("ssl.key.password", login.certificate().keyStorePassword());
    return settings;
  }

  private static Map<String, String> common(Path dataDir, int controllerPort) {
    var settings = new HashMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "" + NODE);
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("log.dirs", dataDir.toString());
    // A misspelt topic is an error, not an empty topic.
    settings.put("auto.create.topics.enable", "false");
    alone(settings);
    small(settings);
    return settings;
  }

  private static void alone(Map<String, String> settings) {
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    for (String topic : new String[] {"transaction.state.log", "share.coordinator.state.topic"}) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".min.isr", "1");
    }
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "2");
    settings.put("transaction.state.log.num.partitions", "2");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("broker.heartbeat.interval.ms", "500");
  }

  private static void small(Map<String, String> settings) {
    settings.put("log.segment.bytes", "" + 16 * 1024 * 1024);
    settings.put("log.index.size.max.bytes", "" + 1024 * 1024);
    // Where a topic keeps so many bytes and no more: soon, and not minutes after.
    settings.put("log.initial.task.delay.ms", "" + RETENTION_CHECK_MILLIS);
    settings.put("log.retention.check.interval.ms", "" + RETENTION_CHECK_MILLIS);
    settings.put("log.segment.delete.delay.ms", "" + RETENTION_CHECK_MILLIS / 2);
    settings.put("metadata.log.segment.bytes", "" + 8 * 1024 * 1024);
    settings.put("log.cleaner.dedupe.buffer.size", "" + 4 * 1024 * 1024);
    settings.put("message.max.bytes", "" + LARGEST_MESSAGE_BYTES);
    settings.put("socket.request.max.bytes", "" + 4 * LARGEST_MESSAGE_BYTES);
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("num.replica.fetchers", "1");
  }
}
