package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.MockOperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What is read of releases reaches the gates, over a restart too. */
class AnnounceReleasesTest {
  private static final String GATE = "sign";
  private static final Announcement FIRST = new Announcement("id", new byte[] {1});
  private static final Announcement SECOND = new Announcement("id", new byte[] {2});

  private boolean believes = true;

  @Test
  void whatIsReadIsHandedOnAtOnce() throws Exception {
    var coordinator = new MockOperatorEventGateway();
    try (var announce = announcing(coordinator)) {
      announce.open();
      announce.processElement(new StreamRecord<>(FIRST));
      assertThat(coordinator.getEventsSent()).containsExactly(new ReadEvent(GATE, 1, FIRST, false));
    }
  }

  @Test
  void whatWasHandedOnBeforeARestartIsHandedOnAgain() throws Exception {
    OperatorSubtaskState snapshot;
    try (var announce = announcing(new MockOperatorEventGateway())) {
      announce.open();
      announce.processElement(new StreamRecord<>(FIRST));
      announce.processElement(new StreamRecord<>(SECOND));
      snapshot = announce.snapshot(1, 1);
    }
    assertThat(after(snapshot))
        .containsExactly(new ReadEvent(GATE, 1, FIRST, true), new ReadEvent(GATE, 2, SECOND, true));
  }

  @Test
  void onlyTheNewestAreKept() throws Exception {
    OperatorSubtaskState snapshot;
    try (var announce = announcing(new MockOperatorEventGateway())) {
      announce.open();
      for (int i = 1; i <= 2 * NewestAnnouncements.MOST_OF_A_GATE; i++) {
        announce.processElement(new StreamRecord<>(announcement(i)));
      }
      for (int i = 1; i < 2 * NewestAnnouncements.MOST_OF_A_GATE; i++) {
        announce.processElement(new StreamRecord<>(announcement(i))); // somebody plays them again
      }
      snapshot = announce.snapshot(1, 1);
    }
    List<OperatorEvent> again = after(snapshot);
    assertThat(again).hasSize(NewestAnnouncements.MOST_OF_A_GATE);
    assertThat(((ReadEvent) again.get(0)).announcement().bytes())
        .containsExactly(NewestAnnouncements.MOST_OF_A_GATE + 1);
  }

  private static Announcement announcement(int sequence) {
    return new Announcement("id", new byte[] {(byte) sequence});
  }

  @Test
  void whatNobodyBelievesIsHandedOnOnceAndPushesNothingOut() throws Exception {
    var coordinator = new MockOperatorEventGateway();
    OperatorSubtaskState snapshot;
    try (var announce = announcing(coordinator)) {
      announce.open();
      announce.processElement(new StreamRecord<>(FIRST));
      for (int i = 0; i < 100; i++) {
        announce.processElement(
            new StreamRecord<>(new Announcement(FakeReleases.FORGED, new byte[] {(byte) i})));
      }
      snapshot = announce.snapshot(1, 1);
    }
    assertThat(coordinator.getEventsSent()).hasSize(101);
    assertThat(after(snapshot)).containsExactly(new ReadEvent(GATE, 1, FIRST, true));
  }

  @Test
  void whatWasBelievedOutlivesARestartWithoutItsKey() throws Exception {
    var lost = new Announcement(FakeReleases.FORGED, new byte[] {9}); // nobody believes it now
    OperatorSubtaskState snapshot;
    try (var announce = announcing(new MockOperatorEventGateway())) {
      announce.open();
      announce.processElement(new StreamRecord<>(FIRST));
      snapshot = announce.snapshot(1, 1);
    }
    believes = false;
    try (var announce = announcing(new MockOperatorEventGateway())) {
      announce.initializeState(snapshot);
      announce.open();
      announce.processElement(new StreamRecord<>(lost));
      snapshot = announce.snapshot(2, 2);
    }
    believes = true;
    assertThat(after(snapshot)).containsExactly(new ReadEvent(GATE, 1, FIRST, true));
  }

  private List<OperatorEvent> after(OperatorSubtaskState snapshot) throws Exception {
    var coordinator = new MockOperatorEventGateway();
    try (var announce = announcing(coordinator)) {
      announce.initializeState(snapshot);
      announce.open();
      return coordinator.getEventsSent();
    }
  }

  private Release read(Announcement announcement) throws ReleaseRefusedException {
    if (!believes || announcement.schemaId().equals(FakeReleases.FORGED)) {
      throw new ReleaseRefusedException(Reason.BAD_SIGNATURE, "no");
    }
    return new Release(
        announcement,
        GATE,
        "1",
        announcement.bytes()[0],
        ReleaseKind.GRAPH,
        null,
        Examples.START,
        "",
        null,
        Map.of(),
        List.of(),
        null,
        "key");
  }

  private OneInputStreamOperatorTestHarness<Announcement, Void> announcing(
      OperatorEventGateway coordinator) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new Coordinated(coordinator, this::read));
  }

  /** The harness's own coordinator hears nothing. */
  private static final class Coordinated extends AbstractStreamOperatorFactory<Void>
      implements OneInputStreamOperatorFactory<Announcement, Void> {
    private static final long serialVersionUID = 1;
    private final transient OperatorEventGateway coordinator;
    private final transient ReleaseReader reader;

    Coordinated(OperatorEventGateway coordinator, ReleaseReader reader) {
      this.coordinator = coordinator;
      this.reader = reader;
    }

    @Override
    public <T extends StreamOperator<Void>> T createStreamOperator(
        StreamOperatorParameters<Void> parameters) {
      return new AnnounceReleasesFactory(() -> reader)
          .createStreamOperator(
              new StreamOperatorParameters<>(
                  parameters.getContainingTask(),
                  parameters.getStreamConfig(),
                  parameters.getOutput(),
                  parameters::getProcessingTimeService,
                  new OperatorEventDispatcher() {
                    @Override
                    public void registerEventHandler(OperatorID id, OperatorEventHandler handler) {}

                    @Override
                    public OperatorEventGateway getOperatorEventGateway(OperatorID id) {
                      return coordinator;
                    }
                  },
                  parameters.getMailboxExecutor()));
    }

    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
      return AnnounceReleases.class;
    }
  }
}
