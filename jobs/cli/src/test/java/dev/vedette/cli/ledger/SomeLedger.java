package dev.vedette.cli.ledger;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.BillingEvidence;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Purpose;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.verdict.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger that is written line by line: calls a minute apart, each about an event of its own. */
public final class SomeLedger {
  public static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  public static final long WORST_MICROS = 900;

  private final List<LedgerLine> lines = new ArrayList<>();
  private String tenant = "acme";
  private String provider = "openai";
  private String model = "gpt-4o-mini";
  private Instant at = NOON;
  private @Nullable Duration wait;
  private Purpose purpose = Purpose.QUESTION;
  private Duration step = Duration.ofMinutes(1);

  public SomeLedger from(Instant time) {
    at = time;
    return this;
  }

  public SomeLedger by(String otherTenant) {
    tenant = otherTenant;
    return this;
  }

  public SomeLedger asking(String otherModel) {
    model = otherModel;
    return this;
  }

  public SomeLedger sentTo(String otherProvider) {
    provider = otherProvider;
    return this;
  }

  public SomeLedger every(Duration time) {
    step = time;
    return this;
  }

  /** About events that were drawn. */
  public SomeLedger auditing() {
    purpose = Purpose.AUDIT;
    return this;
  }

  /** With the time of a grant, that long before the call's first line. */
  public SomeLedger granted(Duration before) {
    wait = before;
    return this;
  }

  /** Without the time of a grant, unless it is asked for, so that a test can write its name. */
  private LedgerCall call(String id) {
    return new LedgerCall(
        id,
        1,
        false,
        "event-" + id,
        tenant,
        "cam-" + tenant,
        "door",
        "face",
        "face@1.0.0",
        0.9,
        provider,
        model,
        model + " 2026-11-27/1a2b3c4d",
        wait == null ? Instant.EPOCH : at.minus(wait),
        purpose,
        purpose == Purpose.AUDIT ? 0.001 : 1);
  }

  private Account account() {
    return new Account(tenant, "door", "face");
  }

  private LedgerCall dispatched(String id) {
    LedgerCall call = call(id);
    lines.add(LedgerLine.dispatched(account(), call, WORST_MICROS, at));
    at = at.plus(step);
    return call;
  }

  public SomeLedger settled(String id, long micros) {
    var answer =
        new Answer(
            Opinion.CONFIRMED,
            "a person at the door",
            new TokenUsage(100, 50, 20, 24, 8),
            micros,
            provider,
            model,
            "chatcmpl-" + id,
            800_000,
            20_000,
            false);
    lines.add(LedgerLine.settled(account(), dispatched(id), answer, at));
    return this;
  }

  public SomeLedger unknown(String id) {
    LedgerCall call = dispatched(id);
    lines.add(LedgerLine.unknown(account(), call, WORST_MICROS, Reason.TIMEOUT, at));
    return this;
  }

  public SomeLedger released(String id) {
    LedgerCall call = dispatched(id);
    lines.add(LedgerLine.released(account(), call, Reason.OFFLINE, at));
    return this;
  }

  /** How many events repeated a question, once its episode was over. */
  public SomeLedger repeated(String id, long events) {
    lines.add(LedgerLine.repeated(tenant, new Repeats(id, events), at));
    return this;
  }

  public SomeLedger avoided(String cause, long events, long micros) {
    var cost = new AvoidedCost(tenant, "door", "face@1.0.0", cause, at, events);
    lines.add(LedgerLine.avoided(cost, micros, at.plusSeconds(70)));
    return this;
  }

  public SomeLedger reconciled(String id, long micros) {
    lines.add(
        LedgerLine.reconciled(
            account(), call(id), micros, new BillingEvidence("old.csv:2", 0), at));
    return this;
  }

  /** A line that somebody else made. */
  public void append(LedgerLine line) {
    lines.add(line);
  }

  public List<LedgerLine> lines() {
    return List.copyOf(lines);
  }

  public LedgerBooks books() {
    return LedgerBooks.of(lines);
  }

  public Path writtenTo(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (LedgerLine line : lines) {
        LedgerFile.write(line, out);
      }
    }
    return file;
  }
}
