package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.gate.Judged;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What of {@link JudgeEvents} travels in the job's graph. */
public final class JudgeEventsFactory extends AbstractStreamOperatorFactory<Judged>
    implements OneInputStreamOperatorFactory<Arrival, Judged>, CoordinatedOperatorFactory<Judged> {
  private static final long serialVersionUID = 1;

  private final GateOpener opener;
  private final ReleaseReaderOpener releases;
  private final OrderBoardOpener board;
  private final JudgeSettings settings;

  public JudgeEventsFactory(
      GateOpener opener,
      ReleaseReaderOpener releases,
      OrderBoardOpener board,
      JudgeSettings settings) {
    this.opener = opener;
    this.releases = releases;
    this.board = board;
    this.settings = settings;
  }

  @Override
  @SuppressWarnings("unchecked") // the signature leaves no other way
  public <T extends StreamOperator<Judged>> T createStreamOperator(
      StreamOperatorParameters<Judged> parameters) {
    var judge = new JudgeEvents(parameters, opener, releases, board, settings);
    parameters
        .getOperatorEventDispatcher()
        .registerEventHandler(parameters.getStreamConfig().getOperatorID(), judge);
    return (T) judge;
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new CoordinateReleases.Provider(id);
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return JudgeEvents.class;
  }
}
