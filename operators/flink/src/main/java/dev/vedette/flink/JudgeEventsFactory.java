package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.MicroBatch;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What of {@link JudgeEvents} travels in the job's graph. */
public final class JudgeEventsFactory extends AbstractStreamOperatorFactory<Judged>
    implements OneInputStreamOperatorFactory<Arrival, Judged> {
  private static final long serialVersionUID = 1;

  private final OpenedGate.Opener opener;
  private final int maxBatch;
  private final Duration maxWait;
  private final boolean readingsApart;

  /**
   * @param maxBatch most events that are judged together
   * @param maxWait longest that an event waits for others although there are others
   */
  public JudgeEventsFactory(OpenedGate.Opener opener, int maxBatch, Duration maxWait) {
    this(opener, maxBatch, maxWait, false);
  }

  private JudgeEventsFactory(
      OpenedGate.Opener opener, int maxBatch, Duration maxWait, boolean readingsApart) {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch < 1: " + maxBatch);
    }
    this.opener = opener;
    this.maxBatch = maxBatch;
    this.maxWait = maxWait;
    this.readingsApart = readingsApart;
  }

  /** One whose sensor events are readings: they are handed on to {@link JudgeEvents#READINGS}. */
  public JudgeEventsFactory handingReadingsOn() {
    return new JudgeEventsFactory(opener, maxBatch, maxWait, true);
  }

  @Override
  @SuppressWarnings("unchecked") // the signature leaves no other way
  public <T extends StreamOperator<Judged>> T createStreamOperator(
      StreamOperatorParameters<Judged> parameters) {
    return (T)
        new JudgeEvents(
            parameters, opener, new MicroBatch<>(maxBatch, maxWait.toNanos()), readingsApart);
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return JudgeEvents.class;
  }
}
