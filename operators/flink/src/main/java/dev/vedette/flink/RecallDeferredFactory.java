package dev.vedette.flink;

import dev.vedette.core.backlog.Recall;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What of {@link RecallDeferred} travels in the job's graph. */
public final class RecallDeferredFactory extends AbstractStreamOperatorFactory<Recall>
    implements OneInputStreamOperatorFactory<DeferredRecord, Recall> {
  private static final long serialVersionUID = 1;

  private final RoadsOpener roads;
  private final DeferredStoreOpener stores;
  private final BacklogSettings settings;

  public RecallDeferredFactory(
      RoadsOpener roads, DeferredStoreOpener stores, BacklogSettings settings) {
    this.roads = roads;
    this.stores = stores;
    this.settings = settings;
  }

  @Override
  @SuppressWarnings("unchecked") // the signature leaves no other way
  public <T extends StreamOperator<Recall>> T createStreamOperator(
      StreamOperatorParameters<Recall> parameters) {
    return (T) new RecallDeferred(parameters, roads, stores, settings);
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return RecallDeferred.class;
  }
}
