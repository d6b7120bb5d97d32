package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hands announcements to the gates of the job, past the stream: through its coordinator, which puts
 * them up on the {@link ReleaseBoard}.
 *
 * <p>What it has handed on it keeps in state and hands on again after a restart. The offset of an
 * announcement may be in a checkpoint that no gate has heard of it before.
 */
final class AnnounceReleases extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<Announcement, Void> {
  private static final long serialVersionUID = 1;

  private static final ListStateDescriptor<Announcement> STATE =
      new ListStateDescriptor<>("announcements", TypeInformation.of(Announcement.class));

  private final transient OperatorEventGateway coordinator;
  private final transient Deque<Announcement> announced = new ArrayDeque<>();
  private transient ListState<Announcement> state;

  @SuppressWarnings("NullAway.Init") // Flink fills the transient field in initializeState
  AnnounceReleases(StreamOperatorParameters<Void> parameters, OperatorEventGateway coordinator) {
    super(parameters);
    this.coordinator = coordinator;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getListState(STATE);
    for (Announcement before : state.get()) {
      announced.addLast(before);
    }
  }

  @Override
  public void open() {
    announced.forEach(before -> hand(before, true));
  }

  @Override
  public void processElement(StreamRecord<Announcement> element) {
    if (announced.size() == ReleaseBoard.MOST) {
      announced.removeFirst();
    }
    announced.addLast(element.getValue());
    hand(element.getValue(), false);
  }

  private void hand(Announcement announcement, boolean again) {
    coordinator.sendEventToCoordinator(new AnnouncementEvent(announcement, again));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(List.copyOf(announced));
  }
}
