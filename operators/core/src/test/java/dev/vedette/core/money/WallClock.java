package dev.vedette.core.money;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A clock on the wall, near midnights, ends of months and changes to and from summer time. */
final class WallClock {
  static final Duration LONGEST_JUMP = Duration.ofHours(9);

  private static final Duration LONGEST_REST = Duration.ofDays(12);
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-03-28T22:00:00Z"), // Berlin, an hour less at 01:00
          Instant.parse("2026-04-04T13:30:00Z"), // Lord Howe, half an hour more at 15:00
          Instant.parse("2026-06-30T17:30:00Z"), // Kathmandu, July at 18:15
          Instant.parse("2026-10-03T13:00:00Z"), // Lord Howe, half an hour less at 15:30
          Instant.parse("2026-10-24T21:00:00Z"), // Berlin, an hour more at 01:00
          Instant.parse("2026-11-01T03:30:00Z"), // New York, November at 04:00, more at 06:00
          Instant.parse("2026-12-31T20:00:00Z"));

  private final Random random;
  private Instant now;
  private boolean wasPutBack;

  WallClock(Random random) {
    this.random = random;
    now = STARTS.get(random.nextInt(STARTS.size()));
  }

  Instant now() {
    return now;
  }

  /** Whether any time has come twice. */
  boolean wasPutBack() {
    return wasPutBack;
  }

  void tick() {
    now = now.plusMillis(1);
  }

  /** Most of the time little happens in between; now and then a night does, or a holiday. */
  void pass() {
    now =
        now.plus(
            switch (random.nextInt(16)) {
              case 0, 1 -> upTo(LONGEST_JUMP);
              case 2, 3 -> upTo(Duration.ofMinutes(40));
              case 4, 5, 6 -> upTo(Duration.ofMinutes(2));
              case 8 -> untilAnEdge();
              case 7 -> random.nextInt(4) == 0 ? upTo(LONGEST_REST) : upTo(LONGEST_JUMP);
              default -> upTo(Duration.ofSeconds(40));
            });
  }

  /** To where some grain begins, and perhaps some period, or to just before that. */
  private Duration untilAnEdge() {
    long grain = List.of(1L, 60L, 900L, 3_600L).get(random.nextInt(4));
    long edge = (now.getEpochSecond() / grain + 1 + random.nextInt(3)) * grain;
    return Duration.between(now, Instant.ofEpochSecond(edge).minusMillis(random.nextInt(2)));
  }

  /** Somebody sets it. */
  void beSet() {
    Duration step =
        switch (random.nextInt(4)) {
          case 0 -> upTo(LONGEST_JUMP);
          case 1 -> upTo(Duration.ofMinutes(30));
          default -> upTo(Duration.ofSeconds(50));
        };
    if (random.nextBoolean()) {
      now = now.plus(step);
    } else {
      now = now.minus(step);
      wasPutBack = true;
    }
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis((long) (random.nextDouble() * most.toMillis()));
  }
}
