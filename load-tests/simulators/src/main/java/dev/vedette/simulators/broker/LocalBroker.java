package dev.vedette.simulators.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this JVM: a single KRaft node that listens on loopback alone.
 *
 * <p>It can be stopped and started again on the same port with the same data, as a broker that was
 * down. Topics are not created by being named. It logs through SLF4J under {@code kafka} and {@code
 * org.apache.kafka}, much of it at INFO.
 */
public final class LocalBroker implements AutoCloseable {
  private final Path dataDir;
  private final boolean temporary;
  private final int port;

  /** Where no login is asked for. */
  private final int openPort;

  private final KafkaConfig config;
  private final @Nullable BrokerLogin login;
  private @Nullable KafkaRaftServer server;

  private LocalBroker(Path dataDir, boolean temporary) {
    this.dataDir = dataDir;
    this.temporary = temporary;
    this.port = Ports.free();
    this.openPort = port;
    this.login = null;
    this.config = new KafkaConfig(BrokerSettings.of(dataDir, port, Ports.free()));
  }

  private LocalBroker(Path dataDir, BrokerLogin login) {
    this.dataDir = dataDir;
    this.temporary = false;
    this.port = Ports.free();
    this.openPort = Ports.free();
    this.login = login;
    this.config =
        new KafkaConfig(BrokerSettings.secured(dataDir, port, openPort, Ports.free(), login));
  }

  /** Starts on the data that stands in the folder, or on an empty folder; leaves it behind. */
  public static LocalBroker start(Path dataDir) {
    return started(new LocalBroker(dataDir, false));
  }

  /** Starts empty; {@link #close()} deletes what was written. */
  public static LocalBroker start() {
    try {
      return started(new LocalBroker(Files.createTempDirectory("vedette-broker"), true));
    } catch (IOException e) {
      throw new BrokerException("no folder for the broker's data", e);
    }
  }

  /**
   * Starts on an empty folder and leaves it behind; its {@link #bootstrap()} takes only clients
   * that speak TLS and log in.
   */
  public static LocalBroker startSecured(Path dataDir, BrokerLogin login) {
    return started(new LocalBroker(dataDir, login));
  }

  private static LocalBroker started(LocalBroker broker) {
    try {
      broker.format();
      broker.restart();
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** Host and port for {@code bootstrap.servers}; the same as long as this object lives. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Where its data is. */
  Path dataDir() {
    return dataDir;
  }

  /** Goes down; the data and the port stay. Does nothing when it is down. */
  public synchronized void stop() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }

  /** Comes up again on the same port with the same data, after going down if it is up. */
  public synchronized void restart() {
    stop();
    var starting = new KafkaRaftServer(config, Time.SYSTEM);
    server = starting;
    try {
      starting.startup();
    } catch (RuntimeException e) {
      throw new BrokerException("cannot start at %s on %s".formatted(bootstrap(), dataDir), e);
    }
  }

  /** Creates topics, each with so many partitions, and returns when they are there. */
  public void createTopics(int partitions, String... names) throws InterruptedException {
    createTopics(partitions, Map.of(), names);
  }

  /** The same, with settings of their own. */
  public void createTopics(int partitions, Map<String, String> settings, String... names)
      throws InterruptedException {
    List<NewTopic> topics =
        Stream.of(names)
            .map(name -> new NewTopic(name, partitions, (short) 1).configs(settings))
            .toList();
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + openPort))) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new BrokerException("cannot create " + List.of(names), e);
    }
  }

  /**
   * From now on it takes and gives so many bytes a second to and from each client, and lets answers
   * wait beyond that, as a broker does that is slow.
   *
   * @throws BrokerException if it does not take the order
   */
  public void slowDown(long bytesPerSecond) throws InterruptedException {
    limit((double) bytesPerSecond);
  }

  /** It is as fast as it can be again. */
  public void speedUp() throws InterruptedException {
    limit(null);
  }

  private void limit(@Nullable Double bytesPerSecond) throws InterruptedException {
    Map<String, String> everyClient = new HashMap<>();
    everyClient.put(ClientQuotaEntity.CLIENT_ID, null);
    List<ClientQuotaAlteration.Op> rates =
        Stream.of("producer_byte_rate", "consumer_byte_rate")
            .map(rate -> new ClientQuotaAlteration.Op(rate, bytesPerSecond))
            .toList();
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + openPort))) {
      admin
          .alterClientQuotas(
              List.of(new ClientQuotaAlteration(new ClientQuotaEntity(everyClient), rates)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new BrokerException("cannot limit the rate to " + bytesPerSecond, e);
    }
  }

  private void format() {
    if (Files.exists(dataDir.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(dataDir);
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE)
          .addDirectory(dataDir.toString())
          .setMetadataLogDirectory(dataDir.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .setScramArguments(login == null ? List.of() : List.of(login.scramArgument()))
          .run();
    } catch (Exception e) { // which is what the formatter declares
      throw new BrokerException("cannot format " + dataDir, e);
    }
  }

  @Override
  public String toString() {
    return "broker at %s on %s".formatted(bootstrap(), dataDir);
  }

  @Override
  public synchronized void close() {
    stop();
    if (!temporary || !Files.exists(dataDir)) {
      return;
    }
    try (Stream<Path> files = Files.walk(dataDir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new BrokerException("cannot delete " + dataDir, e);
    }
  }
}
