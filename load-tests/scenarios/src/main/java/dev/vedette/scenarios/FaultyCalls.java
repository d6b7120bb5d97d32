package dev.vedette.scenarios;

import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Question;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * What is left of threads and file descriptors after ten thousand calls that failed, fault by
 * fault: as many as after the first thousand, or something leaks.
 */
final class FaultyCalls {
  private static final int FIRST = 1_000;
  private static final int CALLS = 10_000;
  private static final String CALLS_OPTION = "calls=";
  private static final int AT_ONCE = 16;
  private static final int RELEASED_EVERY = 200;
  private static final Duration AMPLE = Duration.ofSeconds(10);

  /** For those of which nothing will ever come. */
  private static final Duration SHORT = Duration.ofMillis(20);

  private static final Runnable NOTHING = () -> {};

  /** A fault of the simulated provider's, and the reason for which its calls are to fail. */
  private record Failing(String name, Fault fault, String expected) {}

  private static final List<Failing> FAULTS =
      List.of(
          new Failing("connection closed without an answer", Fault.hangUp(), "offline"),
          new Failing("JSON cut short", Fault.cutShort(), "error"),
          new Failing("JSON that is no answer", Fault.otherWords("{\"answer\": 42}"), "refused"),
          new Failing("an answer of 10 MB", Fault.tooLong(10_000_000), "error"),
          new Failing("a page in place of an answer", Fault.page(), "error"),
          new Failing("503", Fault.serverError(503, false), "error"),
          new Failing("401", Fault.unauthorized(), "error"),
          new Failing("402", Fault.paymentRequired(), "budget-exhausted"),
          new Failing("429 insufficient_quota", Fault.insufficientQuota(), "budget-exhausted"),
          new Failing("429 rate limit", Fault.rateLimited(Duration.ofSeconds(1)), "rate-limited"),
          new Failing("no answer at all", Fault.hang(), "timeout"),
          new Failing("an answer byte by byte", Fault.trickle(), "timeout"));

  /** Where the calls go on: refusals and timeouts would narrow the road until few are made. */
  private static final List<Failing> ON_THE_WHOLE_WAY =
      List.of(
          new Failing("connection closed without an answer", Fault.hangUp(), "offline"),
          new Failing("JSON cut short", Fault.cutShort(), "error"),
          new Failing("JSON that is no answer", Fault.otherWords("{\"answer\": 42}"), "refused"),
          new Failing("500", Fault.serverError(500, false), "error"));

  private final int calls;

  private FaultyCalls(int calls) {
    this.calls = calls;
  }

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args);
    Report report = Report.begin("faulty-calls", args);
    var calls = new FaultyCalls(callsOf(plan));
    List<FaultResult> results = new ArrayList<>();
    for (Failing failing : FAULTS) {
      var script = ProviderScript.faultless().failing(failing.fault());
      boolean endless =
          failing.fault() instanceof Fault.Hang || failing.fault() instanceof Fault.Trickle;
      Duration patience = endless ? SHORT : AMPLE;
      try (SimulatedProvider provider = SimulatedProvider.start(script)) {
        results.add(
            calls.run(
                failing.name(),
                failing.expected(),
                provider.baseUrl(),
                patience,
                provider::release));
      }
    }
    results.add(calls.run("nobody listens", "http://127.0.0.1:9/v1"));
    results.add(calls.run("no such host", "http://provider.invalid/v1"));
    try (var plain = FaultyPeer.answeringInPlainText()) {
      results.add(calls.run("no TLS where TLS is wanted", plain.url("https")));
    }
    try (var untrusted = FaultyPeer.thatNobodyTrusts()) {
      results.add(calls.run("a certificate that is not trusted", untrusted.url("https")));
    }
    try (var rude = FaultyPeer.resetting()) {
      results.add(calls.run("connection reset in the middle of an answer", rude.url("http")));
    }
    results.add(calls.runWhole("answered", "answered", ProviderScript.faultless()));
    for (Failing failing : ON_THE_WHOLE_WAY) {
      var script = ProviderScript.faultless().failing(failing.fault());
      results.add(calls.runWhole(failing.name(), failing.expected(), script));
    }
    report.finish(results, plan.out());
    calls.print(results);
    System.exit(results.stream().allMatch(FaultResult::isMet) ? 0 : 1);
  }

  /** {@code -Dcalls=N} makes fewer, to see that all of it works. */
  private static int callsOf(Arguments plan) {
    return plan.options().stream()
        .filter(option -> option.startsWith(CALLS_OPTION))
        .mapToInt(option -> Integer.parseInt(option.substring(CALLS_OPTION.length())))
        .findFirst()
        .orElse(CALLS);
  }

  private FaultResult run(String fault, String url) throws Exception {
    return run(fault, "offline", URI.create(url), AMPLE, NOTHING);
  }

  private FaultResult run(
      String fault, String expected, URI url, Duration patience, Runnable release)
      throws Exception {
    try (var asked = new StraightCalls(options(url), patience)) {
      return run(fault, List.of(expected), asked, release);
    }
  }

  /** Questions on their whole way, of which a call is a part. */
  private FaultResult runWhole(String fault, String expected, ProviderScript script)
      throws Exception {
    try (SimulatedProvider provider = SimulatedProvider.start(script);
        var asked = new FaultyQuestions(options(provider.baseUrl()), AT_ONCE, AMPLE)) {
      // Once ten thousand calls have failed, one a second finds out whether the next would.
      List<String> ends = List.of(expected, "breaker-open");
      FaultResult result = run("on the whole way: " + fault, ends, asked, NOTHING);
      System.err.println(asked.calls() + " calls");
      return result;
    }
  }

  private static ProviderOptions options(URI url) {
    return new ProviderOptions(
        Endpoint.compatible("simulated", url, null),
        ModelOptions.of("gpt-4o"),
        ProviderScript.PRICE);
  }

  /**
   * @param release makes the provider let go of the calls that hang: it is in this process, and its
   *     ends of them are not what is counted
   */
  private FaultResult run(String fault, List<String> expected, Asked asked, Runnable release)
      throws Exception {
    System.err.println(fault);
    call(asked, Math.min(calls, FIRST), release);
    HeldByProcess before = HeldByProcess.atLast();
    Map<String, Integer> ended = call(asked, calls, release);
    HeldByProcess after = HeldByProcess.atLast();
    return new FaultResult(
        fault,
        expected,
        ended,
        before.threads(),
        after.threads(),
        before.descriptors(),
        after.descriptors(),
        asked.leftBehind());
  }

  private static Map<String, Integer> call(Asked asked, int calls, Runnable release)
      throws InterruptedException {
    var places = new Semaphore(AT_ONCE);
    Map<String, Integer> ended = new ConcurrentHashMap<>();
    for (int i = 0; i < calls; i++) {
      if (i % RELEASED_EVERY == 0) {
        places.acquire(AT_ONCE); // nobody waits for an answer any more
        release.run();
        places.release(AT_ONCE);
      }
      places.acquire();
      var unused =
          asked
              .ask(question(i), "call-" + i)
              .whenComplete(
                  (reason, failure) -> {
                    String word = failure == null ? reason : failure.getClass().getSimpleName();
                    ended.merge(word, 1, Integer::sum);
                    places.release();
                  });
    }
    places.acquire(AT_ONCE);
    release.run();
    return new TreeMap<>(ended);
  }

  private static Question question(int number) {
    Instant now = Instant.now();
    String id = "e-" + number;
    var header =
        new EventHeader(
            id, "acme", "pump-1", "pump", Kind.SENSOR, now, new Origin("events", 0, 0, now));
    var judgement = new Judgement("limits", "exact", "out-of-limits", 1, true);
    var samples = new Samples(List.of("bearing_celsius"), 0, new float[] {140});
    var judged = new Judged(header, judgement, null, samples, now, 10);
    return Question.about(judged, id, Evidence.ofSamples(samples), now.plus(AMPLE), null);
  }

  private void print(List<FaultResult> results) {
    System.out.println(
        "| fault | %d calls ended | threads after %d and %d more | file descriptors | left behind | |%n|---|---|---|---|---|---|"
            .formatted(calls, Math.min(calls, FIRST), calls));
    results.forEach(result -> System.out.println(result.line()));
  }
}
