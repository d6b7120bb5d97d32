package dev.vedette.core.backlog;

import dev.vedette.core.backlog.UnderWay.Away;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Questions that wait until they can be asked again: those of the highest priority first, and among
 * these the one whose time is up first.
 *
 * <p>It is bounded. What has no room is closed, the lowest priority first and of it the oldest;
 * what is too old is closed too. Nothing leaves but by {@link #due}, and a question that was
 * recalled is remembered until it is said how that ended, so that it is not recalled twice. Not
 * thread-safe.
 *
 * <p>After a restart nobody knows at first whether what had been recalled is under way still: it
 * is, or a line that was written before the restart says how it ended. Such lines count once it had
 * time enough to end again in this run, and if there is none it waits again.
 */
public final class Backlog {
  /** Why no question of an account would be asked, whichever it is. */
  private static final Set<Reason> OF_THE_ACCOUNT =
      Set.of(Reason.RATE_LIMITED, Reason.EDGE_MODE, Reason.BUDGET_EXHAUSTED);

  /** At once: a day's worth may end at the same moment. */
  private static final int MOST_CLOSINGS = 1_000;

  private final BacklogBounds bounds;
  private final Accounts accounts = new Accounts();
  private final Waiting waiting;

  /** To be closed, in the order in which they lost their room. */
  private final Map<String, Kept> crowdedOut = new LinkedHashMap<>();

  private final UnderWay away = new UnderWay(accounts);
  private long crowdedOutEver;
  private boolean restored;
  private @Nullable Instant oldRestUntil;

  public Backlog(BacklogBounds bounds) {
    this.bounds = bounds;
    this.waiting = new Waiting(bounds, accounts);
  }

  /**
   * Keeps a question. What is known of it already gives way to what is not older.
   *
   * @param old whether the line that says so was written before this run
   */
  public void keep(Kept kept, boolean old) {
    Away recalled = away.get(kept.inferenceId());
    if (recalled != null) {
      if (kept.round() < recalled.kept().round()) {
        return;
      }
      if (recalled.inDoubt() && old) {
        away.isKnownAs(recalled, kept);
        return;
      }
      away.comeBack(kept.inferenceId());
    }
    wait(old && oldRestUntil != null ? kept.restingUntil(oldRestUntil) : kept);
  }

  /** Another round was in vain; of a question that is not known it says nothing. */
  public void inVain(String inferenceId, int round, Reason reason, Instant at, boolean old) {
    Away recalled = away.get(inferenceId);
    Kept known = recalled != null ? recalled.kept() : waiting.get(inferenceId);
    if (known == null) {
      return;
    }
    if (OF_THE_ACCOUNT.contains(reason) && !old) {
      accounts.of(known).refused(at);
    }
    if (round >= known.round()) {
      keep(known.after(round, reason, at), old);
    }
  }

  /** Nobody has to be asked any more: it was answered, or closed. */
  public void ended(String inferenceId, boolean old) {
    Away recalled = away.get(inferenceId);
    if (recalled != null && recalled.inDoubt() && old) {
      away.isSaidToHaveEnded(recalled);
      return;
    }
    if (recalled == null && old && restored) {
      return; // recalled after the checkpoint: its last word is not in it, and is said again
    }
    if (recalled != null) {
      away.comeBack(inferenceId);
      if (!recalled.close()) {
        accounts.of(recalled.kept()).answered();
      }
      accounts.forgetIfIdle(recalled.kept());
    }
    crowdedOut.remove(inferenceId);
    Kept kept = waiting.get(inferenceId);
    if (kept != null) {
      waiting.remove(kept);
    }
  }

  /**
   * What is wanted back now: what is to be closed, and as much to be asked as there is room for.
   */
  public List<Recall> due(Instant now, int room) {
    giveUpOnThoseAway(now);
    List<Recall> due = new ArrayList<>();
    for (var least = crowdedOut.values().iterator();
        least.hasNext() && due.size() < MOST_CLOSINGS; ) {
      due.add(recall(least.next(), true, now));
      least.remove();
    }
    while (due.size() < MOST_CLOSINGS) {
      Kept tooOld = waiting.pollTooOld(now);
      if (tooOld == null) {
        break;
      }
      due.add(recall(tooOld, true, now));
    }
    for (int taken = 0; taken < room; taken++) {
      Kept next = waiting.pollWantedMost(now);
      if (next == null) {
        break;
      }
      due.add(recall(next, false, now));
    }
    return due;
  }

  private void giveUpOnThoseAway(Instant now) {
    for (Away one : away.longerThan(bounds.away(), now)) {
      away.comeBack(one.kept().inferenceId());
      if (one.saidToHaveEnded()) {
        accounts.forgetIfIdle(one.kept());
      } else {
        wait(one.kept());
      }
    }
  }

  /** Questions that wait. */
  public int size() {
    return waiting.size() + crowdedOut.size();
  }

  /** Questions that were recalled and of which nothing has been heard since. */
  public int away() {
    return away.size();
  }

  /** Those of them that were to be asked. */
  public int asked() {
    return away.asked();
  }

  /** What those that wait take up where they are kept. */
  public long bytes() {
    return waiting.bytes();
  }

  /** How many were crowded out since this was made. */
  public long crowdedOut() {
    return crowdedOutEver;
  }

  /** When the gate judged the oldest of those that wait or were recalled to be asked. */
  public Optional<Instant> oldest() {
    return Stream.concat(waiting.oldest().stream(), away.oldest().stream())
        .min(Comparator.naturalOrder());
  }

  /** All that wait, those included that were crowded out and not yet recalled. */
  public Collection<Kept> waiting() {
    List<Kept> all = new ArrayList<>(waiting.all());
    all.addAll(crowdedOut.values());
    return all;
  }

  /** All that were recalled and of which nothing has been heard since. */
  public Collection<Recall> recalled() {
    return away.all().stream()
        .filter(one -> !one.saidToHaveEnded())
        .map(one -> new Recall(one.kept(), one.close()))
        .toList();
  }

  /**
   * A run begins. An event whose question was kept before may be read again in it, and its question
   * be under way from there: what old lines say is kept rests as long as a recalled one may be
   * away, unless something is said of it in this run.
   *
   * @param fromCheckpoint the job goes on from state: what was said after it is said again
   */
  public void begin(Instant now, boolean fromCheckpoint) {
    oldRestUntil = now.plus(bounds.away());
    restored = fromCheckpoint;
  }

  /** Remembers one that waited when the checkpoint was taken. */
  public void restoreWaiting(Kept kept) {
    wait(kept);
  }

  /** Remembers one that was recalled in an earlier run. */
  public void restoreRecalled(Recall recall, Instant now) {
    away.leave(recall, now, true);
  }

  private Recall recall(Kept kept, boolean close, Instant now) {
    var recall = new Recall(kept, close);
    away.leave(recall, now, false);
    return recall;
  }

  private void wait(Kept kept) {
    crowdedOut.remove(kept.inferenceId());
    Kept before = waiting.get(kept.inferenceId());
    if (before != null) {
      if (kept.round() < before.round()) {
        return;
      }
      waiting.remove(before);
    }
    List<Kept> out = waiting.add(kept);
    out.forEach(one -> crowdedOut.put(one.inferenceId(), one));
    crowdedOutEver += out.size();
  }
}
