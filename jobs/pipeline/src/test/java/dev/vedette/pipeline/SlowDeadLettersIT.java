package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that takes dead letters far more slowly than they come. */
class SlowDeadLettersIT {
  /** Twelve megabytes: more than lies between the gate and the sink. */
  private static final int UNREADABLE = 300;

  private static final int UNREADABLE_BYTES = 40_000;
  private static final int FACES = 20;
  private static final long BYTES_PER_SECOND = 5_000;
  private static final Duration LONGEST_CHECKPOINT = Duration.ofSeconds(10);

  @TempDir Path checkpoints;
  @TempDir Path savepoints;

  private final Random random = new Random(11);
  private final Map<String, byte[]> sent = new HashMap<>();

  @Test
  void neitherEventsNorCheckpointsWaitAndAKilledJobBuriesEachLetterOnce() throws Exception {
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), Map.of());
        var throttle = new SinkThrottle(site.broker.bootstrap())) {
      throttle.limitLetters(BYTES_PER_SECOND);
      sendAll(site, "first");
      judgedMeanwhile(site);

      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();

      sendAll(site, "second");
      judgedMeanwhile(site);

      throttle.lift();
      eachBuriedOnce(site);
    }
  }

  @Test
  void aSavepointKeepsTheLettersThatTheBrokerHasNotTaken() throws Exception {
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), Map.of());
        var throttle = new SinkThrottle(site.broker.bootstrap())) {
      throttle.limitLetters(BYTES_PER_SECOND);
      sendAll(site, "first");
      judgedMeanwhile(site);

      site.restart(savepoints, Map.of());

      throttle.lift();
      eachBuriedOnce(site);
    }
  }

  private void sendAll(Site site, String round) throws Exception {
    Instant at = Instant.now().minus(Duration.ofMinutes(5));
    Map<Future<RecordMetadata>, byte[]> places = new HashMap<>();
    for (int i = 0; i < UNREADABLE; i++) {
      byte[] noise = new byte[UNREADABLE_BYTES];
      random.nextBytes(noise);
      places.put(site.send("bad-" + i, new Encoded(noise, List.of())), noise);
      if (i % (UNREADABLE / FACES) == 0) {
        site.send(site.capture("cam-" + round + i, round + "-face-" + i, at), Site.FACE);
      }
    }
    site.sent();
    for (var place : places.entrySet()) {
      RecordMetadata stood = place.getKey().get();
      sent.put(place(stood.topic(), stood.partition(), stood.offset()), place.getValue());
    }
  }

  /** All events have their outcomes, and a checkpoint is complete, while most letters wait. */
  private void judgedMeanwhile(Site site) throws Exception {
    site.settled();
    Instant asked = Instant.now();
    site.checkpoint();
    assertThat(Duration.between(asked, Instant.now())).isLessThan(LONGEST_CHECKPOINT);
    assertThat(site.topics.deadLetters(0)).as("it was slow indeed").hasSizeLessThan(sent.size());
    assertThat(site.scrape().sum("vedette_dead_letters_held_bytes")).isPositive();
    assertThat(site.scrape().sum("vedette_dead_letters_thinned_total")).isPositive();
  }

  private void eachBuriedOnce(Site site) throws Exception {
    site.topics.deadLetters(sent.size());
    site.checkpoint();
    List<DeadLetter> letters = site.topics.deadLetters(sent.size());
    assertThat(letters)
        .extracting(
            letter ->
                place(
                    letter.origin().topic(), letter.origin().partition(), letter.origin().offset()))
        .containsExactlyInAnyOrderElementsOf(sent.keySet());
    assertThat(letters)
        .allSatisfy(
            letter -> {
              byte[] record =
                  sent.get(
                      place(
                          letter.origin().topic(),
                          letter.origin().partition(),
                          letter.origin().offset()));
              assertThat(letter.length()).isEqualTo(UNREADABLE_BYTES);
              assertThat(letter.sha256()).isEqualTo(Sha256.hex(record));
              assertThat(letter.bytes())
                  .isEqualTo(Arrays.copyOf(record, letter.bytes().length))
                  .hasSizeBetween(256, UNREADABLE_BYTES);
            });
  }

  private static String place(String topic, int partition, long offset) {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
