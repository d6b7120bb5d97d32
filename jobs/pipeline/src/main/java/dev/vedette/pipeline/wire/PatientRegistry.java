package dev.vedette.pipeline.wire;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry that is waited for while it gives no answer, with pauses that grow.
 *
 * <p>Failing at once would be the worse: the job would restart, and with it the schemas that are
 * already known would be forgotten, so that the one record that waits for a new schema would take
 * those with it that need none. But whoever waits holds up the records behind and the checkpoints,
 * so the patience ends before these are given up, and then the failure is the reader's.
 */
final class PatientRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(PatientRegistry.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(30);

  private final SchemaRegistry registry;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private final Pause pause;

  /** How time is spent. */
  @FunctionalInterface
  interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  PatientRegistry(SchemaRegistry registry, Duration patience, LongSupplier nanoClock, Pause pause) {
    this.registry = registry;
    this.patience = patience;
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  /**
   * The schema with this number.
   *
   * @throws SchemaRegistryException when there was no usable answer for as long as the patience
   *     lasts, or the thread was interrupted
   */
  Schema schemaOf(int number) throws UnreadableRecordException, SchemaRegistryException {
    long began = nanoClock.getAsLong();
    Duration next = FIRST_PAUSE;
    Duration warnedAfter = Duration.ofNanos(Long.MIN_VALUE / 2);
    while (true) {
      try {
        Schema schema = registry.schemaOf(number);
        if (next.compareTo(FIRST_PAUSE) > 0) {
          LOG.info("the schema registry answers again");
        }
        return schema;
      } catch (SchemaRegistryException e) {
        Duration waited = Duration.ofNanos(nanoClock.getAsLong() - began);
        Duration left = patience.minus(waited);
        if (left.isNegative() || left.isZero()) {
          throw e;
        }
        if (waited.minus(warnedAfter).compareTo(BETWEEN_WARNINGS) >= 0) {
          warnedAfter = waited;
          LOG.warn(
              "records wait for schema {}: {}. Bring the registry back within {}, or the job"
                  + " restarts and knows no schema at all",
              number,
              e.getMessage(),
              left);
        }
        await(next.compareTo(left) < 0 ? next : left, e);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    }
  }

  private void await(Duration duration, SchemaRegistryException failure)
      throws SchemaRegistryException {
    try {
      pause.of(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
