package dev.vedette.flink;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What of {@link SumUpEvents} travels in the job's graph. */
public final class SumUpEventsFactory extends AbstractStreamOperatorFactory<EndedSum>
    implements OneInputStreamOperatorFactory<Ended, EndedSum> {
  private static final long serialVersionUID = 1;

  /** What comes out. */
  public static final TypeInformation<EndedSum> SUMS = TypeInformation.of(EndedSum.class);

  @Override
  @SuppressWarnings("unchecked") // the signature leaves no other way
  public <T extends StreamOperator<EndedSum>> T createStreamOperator(
      StreamOperatorParameters<EndedSum> parameters) {
    return (T) new SumUpEvents(parameters);
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return SumUpEvents.class;
  }
}
