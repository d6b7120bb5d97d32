package dev.vedette.pipeline;

import dev.vedette.pipeline.wire.DeadLetterCodec;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import org.apache.flink.configuration.ReadableConfig;

/** How a deployment's verdicts, dead letters and ledger are read, and written. */
public record OutcomeCodecs(
    VerdictCodec verdicts, DeadLetterCodec deadLetters, LedgerCodec ledger) {
  public static OutcomeCodecs of(ReadableConfig config) throws InvalidConfigurationException {
    var settings = new SourceSettings(config);
    Topics topics = settings.topics();
    WireOptions wire = settings.wire();
    return new OutcomeCodecs(
        new VerdictCodec(wire, topics.verdicts()),
        new DeadLetterCodec(wire, topics.deadLetters()),
        new LedgerCodec(wire, topics.ledger()));
  }
}
