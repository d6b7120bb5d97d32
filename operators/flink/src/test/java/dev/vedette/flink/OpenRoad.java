package dev.vedette.flink;

import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.Entry;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Road;
import dev.vedette.core.brain.RoadState;
import dev.vedette.core.brain.Roads;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A road that is as wide as those who ask want it, and closed when the test says so. */
final class OpenRoad implements Road {
  final AtomicInteger opened = new AtomicInteger();
  private final Brain brain;
  private final Semaphore places = new Semaphore(0);
  private final AtomicInteger wanted = new AtomicInteger();
  private volatile @Nullable Reason closed;

  /** For a test without anybody who asks. */
  volatile int roomForKept;

  volatile int keptUnderWay;

  OpenRoad(Brain brain) {
    this.brain = brain;
  }

  RoadsOpener opener() {
    return () -> {
      opened.incrementAndGet();
      return new Roads(List.of(this));
    };
  }

  void close(Reason reason) {
    closed = reason;
  }

  void reopen() {
    closed = null;
  }

  int wanted() {
    return wanted.get();
  }

  @Override
  public Brain brain() {
    return brain;
  }

  @Override
  public Entry enter(Question question) {
    Reason reason = closed;
    if (reason != null) {
      return new Entry.Refused(reason);
    }
    return places.tryAcquire() ? new Taken() : new Entry.Refused(Reason.SATURATED);
  }

  @Override
  public Optional<Reason> closed() {
    return Optional.ofNullable(closed);
  }

  @Override
  public int keptUnderWay() {
    return keptUnderWay;
  }

  @Override
  public int roomForKept() {
    return closed == null ? Math.max(roomForKept, places.availablePermits()) : 0;
  }

  @Override
  public void widen(int calls) {
    wanted.addAndGet(calls);
    if (calls > 0) {
      places.release(calls);
    }
  }

  @Override
  public RoadState state() {
    var breaker = closed == null ? RoadState.Breaker.CLOSED : RoadState.Breaker.OPEN;
    return new RoadState(
        breaker, 0, wanted.get(), wanted.get(), Double.POSITIVE_INFINITY, Duration.ofSeconds(3));
  }

  @Override
  public void close() {
    brain.close();
  }

  private final class Taken implements Entry.Place {
    @Override
    public Road road() {
      return OpenRoad.this;
    }

    @Override
    public void answered() {
      places.release();
    }

    @Override
    public void unanswered(BrainException silence) {
      places.release();
    }

    @Override
    public void unused() {
      places.release();
    }
  }
}
