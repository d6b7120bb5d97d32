package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.release.Announcement;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.MultipleConnectedStreams;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.transformations.MultipleInputTransformation;

/** What of {@link JudgeEvents} travels in the job's graph. */
public final class JudgeEventsFactory extends AbstractStreamOperatorFactory<Judged>
    implements CoordinatedOperatorFactory<Judged> {
  private static final long serialVersionUID = 1;

  private final GateOpener opener;
  private final ReleaseReaderOpener releases;
  private final JudgeSettings settings;

  public JudgeEventsFactory(
      GateOpener opener, ReleaseReaderOpener releases, JudgeSettings settings) {
    this.opener = opener;
    this.releases = releases;
    this.settings = settings;
  }

  /**
   * Judges events in the task of their source. A picture is not to be serialized between source and
   * gate. An operator with two inputs is never chained, but one with many may take its sources into
   * its own task: all of them, because of one with another input as well Flink triggers no
   * checkpoints.
   */
  public SingleOutputStreamOperator<Judged> judgeAtSource(
      String name, DataStreamSource<Arrival> events, DataStreamSource<Announcement> announcements) {
    setChainingStrategy(ChainingStrategy.HEAD_WITH_SOURCES);
    return between(name, events, announcements);
  }

  /** Judges events that come from other operators. */
  public SingleOutputStreamOperator<Judged> judge(
      String name, DataStream<Arrival> events, DataStream<Announcement> announcements) {
    setChainingStrategy(ChainingStrategy.HEAD);
    return between(name, events, announcements.global());
  }

  private SingleOutputStreamOperator<Judged> between(
      String name, DataStream<Arrival> events, DataStream<Announcement> announcements) {
    var env = events.getExecutionEnvironment();
    var judging =
        new MultipleInputTransformation<>(
            name, this, TypeInformation.of(Judged.class), env.getParallelism());
    judging.addInput(events.getTransformation());
    judging.addInput(announcements.getTransformation());
    env.addOperator(judging);
    return new MultipleConnectedStreams(env).transform(judging);
  }

  @Override
  @SuppressWarnings("unchecked") // the signature leaves no other way
  public <T extends StreamOperator<Judged>> T createStreamOperator(
      StreamOperatorParameters<Judged> parameters) {
    var judge = new JudgeEvents(parameters, opener, releases, settings);
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
