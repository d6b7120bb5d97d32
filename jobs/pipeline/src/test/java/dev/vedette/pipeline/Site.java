package dev.vedette.pipeline;

import dev.vedette.core.control.Directive;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A whole site for a test: a real broker, a real Flink cluster with the real job and the real gate,
 * and a simulated provider.
 */
final class Site implements AutoCloseable {
  static final Picture FACE = GoldenPicture.named("astronaut.jpg");

  static final Picture CAT = GoldenPicture.named("chelsea.jpg");

  /** The name of their producer. */
  static final String DEVICES = "devices";

  private static final String URL_PROPERTY = "vedette.test.metrics." + UUID.randomUUID();

  final LocalBroker broker;

  final SimulatedProvider provider;

  final MiniCluster cluster;

  private final Configuration configuration;

  final SiteTopics topics;

  private final KafkaProducer<byte[], byte[]> producer;

  private final EventEncoder encoder =
      new EventEncoder(WireOptions.PLAIN, Topics.CAMERA, Topics.SENSOR);
  private int sent;

  private final SiteJob job;

  private Site(
      LocalBroker broker, SimulatedProvider provider, MiniCluster cluster, Configuration config) {
    this.broker = broker;
    this.provider = provider;
    this.cluster = cluster;
    this.configuration = config;
    this.job = new SiteJob(cluster, config);
    this.topics = new SiteTopics(broker.bootstrap(), Topics.of(config));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "client.id",
                DEVICES,
                "acks",
                "all",
                "max.request.size",
                String.valueOf(8 << 20)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Starts everything and waits until the job would grant a question. */
  static Site open(Path checkpoints, ProviderScript script, Map<String, String> options)
      throws Exception {
    var site = prepare(checkpoints, script, options);
    site.start(SavepointRestoreSettings.none());
    return site;
  }

  /** The same, where another job has left its savepoint and its topics. */
  static Site resume(
      Path checkpoints, ProviderScript script, Map<String, String> options, ReleasedState left)
      throws Exception {
    var site = prepare(checkpoints, script, options);
    left.topics().restore(site.broker);
    site.start(SavepointRestoreSettings.forPath(left.savepoint().toString()));
    return site;
  }

  private static Site prepare(Path checkpoints, ProviderScript script, Map<String, String> options)
      throws Exception {
    LocalBroker broker = LocalBroker.start();
    SiteTopics.create(broker);
    SimulatedProvider provider = SimulatedProvider.start(script);
    Configuration given = SiteOptions.of(broker, provider, checkpoints);
    given.setString("metrics.reporter.vedette.address-property", URL_PROPERTY);
    options.forEach(given::setString);
    Configuration config = JobConfiguration.checked(given);

    return new Site(broker, provider, SiteJob.startCluster(config), config);
  }

  private void start(SavepointRestoreSettings from) throws Exception {
    int subtasks = job.start(from);
    await("the job grants questions", s -> s.sum("vedette_admit_ready") == subtasks);
  }

  /**
   * Ends the job and starts another that knows nothing but what is in the topics: under a name of
   * its own, since the broker knows how far the first one has read.
   */
  void startWithoutState() throws Exception {
    job.cancel();
    configuration.setString("vedette.deployment", "anew");
    start(SavepointRestoreSettings.none());
  }

  /** Stops the job with a savepoint, and starts it from there with these options. */
  void restart(Path savepoints, Map<String, String> options) throws Exception {
    SavepointRestoreSettings from = job.stop(savepoints);
    options.forEach(configuration::setString);
    start(from);
  }

  String overtakenCheckpoint(String task) throws Exception {
    return job.overtakenCheckpoint(task);
  }

  /** Cancels the job, and starts it from a checkpoint with these options. */
  void restartFrom(String checkpoint, Map<String, String> options) throws Exception {
    job.cancel();
    options.forEach(configuration::setString);
    start(SavepointRestoreSettings.forPath(checkpoint));
  }

  /** Stops the job, and returns where its savepoint is. */
  Path stop(Path savepoints) throws Exception {
    return Path.of(URI.create(job.stop(savepoints).getRestorePath()));
  }

  void checkpoint() throws Exception {
    job.checkpoint();
  }

  Capture capture(String device, String eventId, Instant at) {
    return new Capture(eventId, "acme", device, "door", at);
  }

  void send(Capture capture, Picture picture) throws IOException {
    send(capture.device(), encoder.encode(capture, picture));
  }

  /** A face at each of so many cameras: {@code face-0} at {@code cam-0}, and so on. */
  void sendFaces(int cameras, Instant at) throws IOException {
    for (int camera = 0; camera < cameras; camera++) {
      send(capture("cam-" + camera, "face-" + camera, at), FACE);
    }
  }

  /** Readings, which are no events and not waited for. */
  void send(Capture capture, Samples samples) throws IOException {
    Encoded record = encoder.encode(capture, samples);
    byte[] key = capture.device().getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topics.SENSOR, null, key, record.value(), record.headers()));
  }

  Future<RecordMetadata> send(String device, Encoded record) {
    return send(device, record.value(), record.headers());
  }

  Future<RecordMetadata> send(String device, byte[] value, List<Header> headers) {
    sent++;
    return producer.send(
        new ProducerRecord<>(
            Topics.CAMERA, null, device.getBytes(StandardCharsets.UTF_8), value, headers));
  }

  /** Returns when the order is in its topic. */
  void order(Directive order) throws Exception {
    Encoded record = GivenOrders.CODEC.encode(order);
    byte[] key = order.key().getBytes(StandardCharsets.UTF_8);
    producer
        .send(new ProducerRecord<>("control", null, key, record.value(), record.headers()))
        .get();
  }

  void takeBack(String scope) throws Exception {
    producer
        .send(new ProducerRecord<>("control", scope.getBytes(StandardCharsets.UTF_8), null))
        .get();
  }

  /** Writes into the ledger what the job did not. */
  void forge(String accountKey, byte[] line) {
    producer.send(
        new ProducerRecord<>(
            Topics.of(configuration).ledger(), accountKey.getBytes(StandardCharsets.UTF_8), line));
    producer.flush();
  }

  int sent() {
    producer.flush();
    return sent;
  }

  String metricsUrl() {
    return System.getProperty(URL_PROPERTY);
  }

  Scrape scrape() throws Exception {
    return Scrape.of(metricsUrl());
  }

  /** Waits for the metrics to say so. */
  Scrape await(String what, Predicate<Scrape> condition) throws Exception {
    return Awaiting.until(what, this::scrape, condition);
  }

  /** Waits until every event that was sent has an outcome. */
  Scrape settled() throws Exception {
    int all = sent();
    return await("an outcome for each of " + all, s -> s.received() == all && s.settled() == all);
  }

  @Override
  public void close() throws Exception {
    producer.close(Duration.ZERO);
    cluster.close();
    provider.close();
    broker.close();
  }
}
