package dev.vedette.flink;

import dev.vedette.core.budget.Books;
import dev.vedette.core.budget.Bucket;
import dev.vedette.core.budget.Buckets;
import dev.vedette.core.budget.Exposure;
import dev.vedette.core.budget.Grain;
import dev.vedette.core.budget.Purse;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * What the tenant at hand has spent, and may yet by what was granted, as keyed state.
 *
 * <p>An inference is remembered apart while it is not known what it costs, for as long as that may
 * count in a period; otherwise for as long as anything is remembered of it, so that a line that
 * comes again changes nothing.
 */
final class TenantMoney {
  /** How often what counts in no period any more is looked for. */
  private static final Duration SWEEP = Duration.ofMinutes(15);

  private final MapState<Bucket, Sums> buckets;
  private final MapState<String, Exposure> open;
  private final Remembered<Exposure> settled;

  /** Of the tenants that this subtask has met; all they know is in the state as well. */
  private final Map<String, Books> books = new HashMap<>();

  private final Map<String, Instant> sweeps = new HashMap<>();

  TenantMoney(RuntimeContext context, Duration memory) {
    buckets =
        context.getMapState(
            new MapStateDescriptor<>(
                "money", TypeInformation.of(Bucket.class), TypeInformation.of(Sums.class)));
    open =
        context.getMapState(
            new MapStateDescriptor<>(
                "open-exposures", Types.STRING, TypeInformation.of(Exposure.class)));
    settled = new Remembered<>(context, "exposures", TypeInformation.of(Exposure.class), memory);
  }

  /** What the tenant may spend. */
  Purse purse(String tenant) {
    return new Purse(tenant, books(tenant));
  }

  /** Whether calls may yet be made under an earlier grant. */
  boolean isUnderWay(String inferenceId) throws Exception {
    @Nullable Exposure known = open.get(inferenceId);
    return known != null && known.isOpen();
  }

  /** A time for a grant that the inference has no other of. */
  Instant grantTime(String inferenceId, Moment moment) throws Exception {
    @Nullable Exposure known = known(inferenceId);
    return known == null ? moment.now() : known.grantTime(moment.now());
  }

  /** Keeps money for the calls of a grant. Returns when {@link #forget} is due. */
  Instant keep(String inferenceId, Account account, Reservation reservation, Moment moment)
      throws Exception {
    @Nullable Exposure known = known(inferenceId);
    Exposure before = known == null ? Exposure.of(account) : known;
    return replace(inferenceId, before, before.with(reservation), moment);
  }

  /** Returns when {@link #forget} is due; null if the line is about no inference. */
  @Nullable Instant fold(LedgerLine line, Moment moment) throws Exception {
    @Nullable String inferenceId = line.inferenceId().orElse(null);
    if (inferenceId == null) {
      return null;
    }
    @Nullable Exposure known = known(inferenceId);
    if (known == null && line.call() == null) {
      return null; // the end of a grant of which nothing is kept here
    }
    Exposure before =
        known == null ? Exposure.of(Objects.requireNonNull(line.call()).account()) : known;
    return replace(inferenceId, before, before.with(line), moment);
  }

  private Instant replace(String inferenceId, Exposure before, Exposure after, Moment moment)
      throws Exception {
    books(after.account().root()).post(before, after, moment.now());
    Instant sweep = moment.now().plus(SWEEP);
    if (!after.isSettled()) {
      open.put(inferenceId, after);
      return sweep;
    }
    open.remove(inferenceId);
    Instant due = settled.put(inferenceId, after, moment);
    return due.isBefore(sweep) ? due : sweep;
  }

  private @Nullable Exposure known(String inferenceId) throws Exception {
    @Nullable Exposure unsettled = open.get(inferenceId);
    return unsettled == null ? settled.get(inferenceId) : unsettled;
  }

  /** Drops what counts in no period any more. Returns when to look again; null if all is gone. */
  @Nullable Instant forget(String tenant, Moment moment) throws Exception {
    @Nullable Instant due = settled.forget(moment);
    @Nullable Instant sweep = sweep(tenant, moment);
    return due == null || (sweep != null && sweep.isBefore(due)) ? sweep : due;
  }

  /** At most every so often, since all of it is looked at. */
  private @Nullable Instant sweep(String tenant, Moment moment) throws Exception {
    @Nullable Instant next = sweeps.get(tenant);
    if (next != null && moment.now().isBefore(next)) {
      return next;
    }
    boolean isAnyLeft = false;
    for (Iterator<Map.Entry<Bucket, Sums>> all = buckets.iterator(); all.hasNext(); ) {
      if (all.next().getKey().isOver(moment.now())) {
        all.remove();
      } else {
        isAnyLeft = true;
      }
    }
    Instant horizon = moment.now().minus(Grain.LONGEST);
    boolean isAnyOpen = false;
    for (Iterator<Map.Entry<String, Exposure>> all = open.iterator(); all.hasNext(); ) {
      @Nullable Instant latest = all.next().getValue().latest();
      if (latest == null || latest.isBefore(horizon)) {
        all.remove();
      } else {
        isAnyOpen = true;
      }
    }
    if (!isAnyLeft) {
      buckets.clear(); // an empty map is state as well
    }
    if (!isAnyOpen) {
      open.clear();
    }
    if (!isAnyLeft && !isAnyOpen) {
      sweeps.remove(tenant);
      books.remove(tenant);
      return null;
    }
    Instant after = moment.now().plus(SWEEP);
    sweeps.put(tenant, after);
    return after;
  }

  private Books books(String tenant) {
    return books.computeIfAbsent(tenant, any -> new Books(new StateBuckets()));
  }

  /** The buckets of whichever tenant is at hand. */
  private final class StateBuckets implements Buckets {
    @Override
    public Sums at(Bucket bucket) {
      try {
        @Nullable Sums sums = buckets.get(bucket);
        return sums == null ? Sums.ZERO : sums;
      } catch (Exception e) {
        throw new FlinkRuntimeException("state of " + bucket, e);
      }
    }

    @Override
    public void put(Bucket bucket, Sums sums) {
      try {
        if (sums.equals(Sums.ZERO)) {
          buckets.remove(bucket);
        } else {
          buckets.put(bucket, sums);
        }
      } catch (Exception e) {
        throw new FlinkRuntimeException("state of " + bucket, e);
      }
    }

    @Override
    public void forEach(BiConsumer<Bucket, Sums> action) {
      try {
        for (Map.Entry<Bucket, Sums> entry : buckets.entries()) {
          action.accept(entry.getKey(), entry.getValue());
        }
      } catch (Exception e) {
        throw new FlinkRuntimeException("state of the buckets", e);
      }
    }
  }
}
