package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.gate.Judged;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Runs {@link JudgeEvents} with a coordinator that the test plays. */
final class JudgeHarness extends AbstractStreamOperatorTestHarness<Judged> {
  JudgeHarness(
      JudgeEventsFactory factory, OperatorEventGateway coordinator, MockEnvironment environment)
      throws Exception {
    super(new Coordinated(factory, coordinator), environment);
  }

  /** The harness's own coordinator hears nothing. */
  private static final class Coordinated extends AbstractStreamOperatorFactory<Judged> {
    private static final long serialVersionUID = 1;
    private final JudgeEventsFactory factory;
    private final transient OperatorEventGateway coordinator;

    Coordinated(JudgeEventsFactory factory, OperatorEventGateway coordinator) {
      this.factory = factory;
      this.coordinator = coordinator;
    }

    @Override
    public <T extends StreamOperator<Judged>> T createStreamOperator(
        StreamOperatorParameters<Judged> parameters) {
      return factory.createStreamOperator(
          new StreamOperatorParameters<>(
              parameters.getContainingTask(),
              parameters.getStreamConfig(),
              parameters.getOutput(),
              parameters::getProcessingTimeService,
              new OperatorEventDispatcher() {
                @Override
                public void registerEventHandler(
                    OperatorID operator, OperatorEventHandler handler) {}

                @Override
                public OperatorEventGateway getOperatorEventGateway(OperatorID operator) {
                  return coordinator;
                }
              },
              parameters.getMailboxExecutor()));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
      return factory.getStreamOperatorClass(loader);
    }
  }

  JudgeEvents judge() {
    return (JudgeEvents) operator;
  }

  void send(StreamRecord<Arrival> record) {
    judge().processElement(record);
  }

  void watermark(long millis) throws Exception {
    judge().processWatermark(new Watermark(millis));
  }
}
