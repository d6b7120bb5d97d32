package dev.vedette.cloud.road;

import dev.vedette.cloud.brain.ProviderBrain;
import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.protocol.Allowance;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.Entry;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Road;
import dev.vedette.core.brain.RoadState;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The road to one model of one provider. It is closed by a breaker where nobody arrives, at once
 * where somebody has to mend something first; as wide as the provider bears ({@link Lanes}); and as
 * fast as it allows, by what it publishes ({@link Headroom}) and by what it refuses ({@link Pace}).
 */
public final class GuardedRoad implements Road {
  private final ProviderBrain brain;
  private final LongSupplier nanos;
  private final Breaker breaker;
  private final Lanes lanes = new Lanes();

  /** Guards itself, the headroom and the usual tokens. */
  private final Pace pace;

  private final Headroom headroom = new Headroom();

  /** What the latest question might have taken. */
  private long usualTokens = 1;

  private GuardedRoad(
      ProviderOptions provider, RoadOptions options, Prompt prompt, LongSupplier nanos)
      throws KeyFileException {
    this.nanos = nanos;
    this.pace = new Pace(nanos.getAsLong());
    this.brain = ProviderBrain.open(provider, prompt, nanos, this::published);
    this.breaker = new Breaker(provider.road(), options, new MonotonicClock(nanos));
  }

  /**
   * Opens the road, which connects nowhere yet.
   *
   * @param prompt the words of the questions
   * @param nanos a clock that never goes back, such as {@code System::nanoTime}
   */
  public static GuardedRoad open(
      ProviderOptions provider, RoadOptions options, Prompt prompt, LongSupplier nanos)
      throws KeyFileException {
    return new GuardedRoad(provider, options, prompt, nanos);
  }

  @Override
  public Brain brain() {
    return brain;
  }

  @Override
  public Entry enter(Question question) {
    long tokens = brain.tokensAtMost(question);
    Optional<Breaker.Pass> pass = breaker.enter();
    if (pass.isEmpty()) {
      return new Entry.Refused(Reason.BREAKER_OPEN);
    }
    Optional<Lanes.Lane> lane = lanes.enter(question.givesWay(), question.isKept());
    if (lane.isEmpty()) {
      breaker.unused(pass.get());
      return new Entry.Refused(Reason.SATURATED);
    }
    Optional<Pace.Departure> departure = depart(tokens, question.givesWay());
    if (departure.isEmpty()) {
      lane.get().left();
      breaker.unused(pass.get());
      return new Entry.Refused(Reason.RATE_LIMITED);
    }
    return new OnTheRoad(pass.get(), lane.get(), departure.get(), tokens);
  }

  private Optional<Pace.Departure> depart(long tokens, boolean givesWay) {
    synchronized (pace) {
      long now = nanos.getAsLong();
      usualTokens = tokens;
      if (!pace.open(now, givesWay) || !headroom.holds(tokens, now)) {
        return Optional.empty();
      }
      headroom.take(tokens, now);
      return Optional.of(pace.leave(now));
    }
  }

  @Override
  public Optional<Reason> closed() {
    if (!breaker.lets()) {
      return Optional.of(Reason.BREAKER_OPEN);
    }
    synchronized (pace) {
      long now = nanos.getAsLong();
      return pace.open(now, false) && headroom.holds(usualTokens, now)
          ? Optional.empty()
          : Optional.of(Reason.RATE_LIMITED);
    }
  }

  @Override
  public int roomForKept() {
    if (closed().isPresent()) {
      return 0;
    }
    // One finds out for all: those beside it would have come in vain.
    int most = breaker.state() == RoadState.Breaker.HALF_OPEN ? 1 : Integer.MAX_VALUE;
    int lanesFree = Math.min(most, lanes.roomToGiveWay());
    synchronized (pace) {
      return (int) Math.min(lanesFree, pace.roomToGiveWay(nanos.getAsLong()));
    }
  }

  @Override
  public int keptUnderWay() {
    return lanes.kept();
  }

  @Override
  public void widen(int calls) {
    lanes.widen(calls);
  }

  @Override
  public RoadState state() {
    double perSecond;
    Duration pause;
    synchronized (pace) {
      long now = nanos.getAsLong();
      perSecond = pace.perSecond(now);
      pause = pace.pause(now);
    }
    return new RoadState(
        breaker.state(), lanes.underWay(), lanes.limit(), lanes.wanted(), perSecond, pause);
  }

  private void published(List<Allowance> allowances) {
    synchronized (pace) {
      headroom.read(allowances, nanos.getAsLong());
    }
  }

  @Override
  public void close() {
    brain.close();
  }

  /** A call that has left, or is about to. */
  private final class OnTheRoad implements Entry.Place {
    private final Breaker.Pass pass;
    private final Lanes.Lane lane;
    private final Pace.Departure departure;
    private final long tokens;
    private final AtomicBoolean over = new AtomicBoolean();

    OnTheRoad(Breaker.Pass pass, Lanes.Lane lane, Pace.Departure departure, long tokens) {
      this.pass = pass;
      this.lane = lane;
      this.departure = departure;
      this.tokens = tokens;
    }

    @Override
    public Road road() {
      return GuardedRoad.this;
    }

    @Override
    public void answered() {
      if (over.getAndSet(true)) {
        return;
      }
      lane.answered();
      breaker.arrived(pass);
      synchronized (pace) {
        headroom.ended(tokens);
      }
    }

    @Override
    public void unanswered(BrainException silence) {
      if (silence.blame() == Blame.QUESTION && silence.sentBytes() == 0) {
        unused();
        return;
      }
      if (over.getAndSet(true)) {
        return;
      }
      if (silence.blame() == Blame.LOAD) {
        lane.overloaded();
      } else {
        lane.left();
      }
      slowDown(silence);
      if (silence.blame() == Blame.SETUP) {
        breaker.close(pass, silence);
      } else if (silence.blame() == Blame.QUESTION || silence.reason() == Reason.RATE_LIMITED) {
        // Whoever refuses is there.
        breaker.arrived(pass);
      } else {
        breaker.gotLost(pass, silence);
      }
    }

    private void slowDown(BrainException silence) {
      Duration wait = silence.askAgainAfter().orElse(Duration.ZERO);
      synchronized (pace) {
        headroom.ended(tokens);
        if (silence.blame() == Blame.LOAD && silence.reason() == Reason.RATE_LIMITED) {
          pace.refused(departure, wait, nanos.getAsLong());
        } else if (!wait.isZero()) {
          pace.pause(wait, nanos.getAsLong());
        }
      }
    }

    @Override
    public void unused() {
      if (over.getAndSet(true)) {
        return;
      }
      lane.left();
      breaker.unused(pass);
      synchronized (pace) {
        headroom.stayed(tokens, nanos.getAsLong());
        pace.stayed();
      }
    }
  }
}
