package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands announcements to the gates of the job, past the stream: through its coordinator, which puts
 * them up on the {@link ReleaseBoard}. Gates ask again themselves whether they believe them.
 *
 * <p>What it has handed on and believes it keeps in state and hands on again after a restart. The
 * offset of an announcement may be in a checkpoint that no gate has heard of it before.
 */
final class AnnounceReleases extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<Announcement, Void> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(AnnounceReleases.class);

  private static final ListStateDescriptor<Announcement> STATE =
      new ListStateDescriptor<>("announcements", TypeInformation.of(Announcement.class));

  private final ReleaseReaderOpener readerOpener;
  private final transient OperatorEventGateway coordinator;
  private final transient NewestAnnouncements announced = new NewestAnnouncements();
  private transient ListState<Announcement> state;
  private transient ReleaseReader reader;

  @SuppressWarnings("NullAway.Init") // Flink calls initializeState before anything else
  AnnounceReleases(
      StreamOperatorParameters<Void> parameters,
      ReleaseReaderOpener readerOpener,
      OperatorEventGateway coordinator) {
    super(parameters);
    this.readerOpener = readerOpener;
    this.coordinator = coordinator;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getListState(STATE);
    reader = readerOpener.open();
  }

  @Override
  public void open() throws Exception {
    for (Announcement before : state.get()) {
      hand(before, true);
    }
  }

  @Override
  public void processElement(StreamRecord<Announcement> element) {
    hand(element.getValue(), false);
  }

  private void hand(Announcement announcement, boolean again) {
    ReadEvent read = read(announcement, again);
    announced.add(read);
    coordinator.sendEventToCoordinator(read);
  }

  private ReadEvent read(Announcement announcement, boolean again) {
    try {
      Release release = reader.read(announcement);
      return new ReadEvent(release.gate(), release.sequence(), announcement, again);
    } catch (ReleaseRefusedException e) {
      LOG.debug("An announcement is not believed; the gates say so: {}", e.getMessage());
      return new ReadEvent("", 0, announcement, again);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(announced.all());
  }
}
