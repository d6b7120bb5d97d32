package dev.vedette.core.brain;

import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Has as many places as the test says, unless it is closed, and writes down how calls end.
 * Thread-safe.
 */
final class FakeRoad implements Road {
  final Semaphore permits;
  final List<String> ends = new CopyOnWriteArrayList<>();
  @Nullable Reason closed;
  @Nullable RuntimeException bug;
  @Nullable RuntimeException onClose;
  int widened;
  boolean isClosed;
  private final Brain brain;

  FakeRoad(Brain brain, int places) {
    this.brain = brain;
    this.permits = new Semaphore(places);
  }

  @Override
  public Brain brain() {
    return brain;
  }

  @Override
  public Entry enter(Question question) {
    if (bug != null) {
      throw bug;
    }
    if (closed != null) {
      return new Entry.Refused(closed);
    }
    return permits.tryAcquire() ? new FakePlace() : new Entry.Refused(Reason.SATURATED);
  }

  @Override
  public Optional<Reason> closed() {
    return Optional.ofNullable(closed);
  }

  @Override
  public int keptUnderWay() {
    return 0;
  }

  @Override
  public int roomForKept() {
    return closed == null ? permits.availablePermits() : 0;
  }

  @Override
  public void widen(int calls) {
    widened += calls;
  }

  @Override
  public RoadState state() {
    return new RoadState(
        RoadState.Breaker.CLOSED, 0, permits.availablePermits(), 2, 1, Duration.ZERO);
  }

  @Override
  public void close() {
    isClosed = true;
    if (onClose != null) {
      throw onClose;
    }
  }

  private final class FakePlace implements Entry.Place {
    @Override
    public Road road() {
      return FakeRoad.this;
    }

    @Override
    public void answered() {
      end("answered");
    }

    @Override
    public void unanswered(BrainException silence) {
      end("unanswered " + silence.reason().wireName());
    }

    @Override
    public void unused() {
      end("unused");
    }

    private void end(String how) {
      if (bug != null) {
        throw bug;
      }
      ends.add(how);
      permits.release();
    }
  }
}
