package dev.vedette.scenarios;

import dev.vedette.cloud.brain.ProviderBrain;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.BrainException;
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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
  private static final int MOST_MORE = 8;
  private static final Duration AMPLE = Duration.ofSeconds(10);

  /** For those of which nothing will ever come. */
  private static final Duration SHORT = Duration.ofMillis(20);

  private static final Runnable NOTHING = () -> {};

  private static final Question QUESTION = question();

  /**
   * What came of one fault.
   *
   * @param expected the reason that each of them is to fail for
   * @param ended calls by the reason that they failed for; {@code answered} is none
   */
  record Result(
      String fault,
      String expected,
      Map<String, Integer> ended,
      int threadsBefore,
      int threadsAfter,
      long descriptorsBefore,
      long descriptorsAfter) {
    boolean isMet() {
      return threadsAfter <= threadsBefore + MOST_MORE
          && descriptorsAfter <= descriptorsBefore + MOST_MORE
          && ended.keySet().equals(Set.of(expected));
    }
  }

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

  private final int calls;

  private FaultyCalls(int calls) {
    this.calls = calls;
  }

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args);
    Report report = Report.begin("faulty-calls", args);
    var calls = new FaultyCalls(callsOf(plan));
    List<Result> results = new ArrayList<>();
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
    report.finish(results, plan.out());
    calls.print(results);
    System.exit(results.stream().allMatch(Result::isMet) ? 0 : 1);
  }

  /** {@code -Dcalls=N} makes fewer, to see that all of it works. */
  private static int callsOf(Arguments plan) {
    return plan.options().stream()
        .filter(option -> option.startsWith(CALLS_OPTION))
        .mapToInt(option -> Integer.parseInt(option.substring(CALLS_OPTION.length())))
        .findFirst()
        .orElse(CALLS);
  }

  private Result run(String fault, String url) throws Exception {
    return run(fault, "offline", URI.create(url), AMPLE, NOTHING);
  }

  /**
   * @param release makes the provider let go of the calls that hang: it is in this process, and its
   *     ends of them are not what is counted
   */
  private Result run(String fault, String expected, URI url, Duration patience, Runnable release)
      throws Exception {
    var options =
        new ProviderOptions(
            Endpoint.compatible("simulated", url, null),
            ModelOptions.of("gpt-4o"),
            ProviderScript.PRICE);
    System.err.println(fault);
    try (ProviderBrain brain = ProviderBrain.open(options, System::nanoTime)) {
      call(brain, Math.min(calls, FIRST), patience, release);
      int threads = Thread.getAllStackTraces().size();
      long descriptors = descriptors();
      Map<String, Integer> ended = call(brain, calls, patience, release);
      return new Result(
          fault,
          expected,
          ended,
          threads,
          Thread.getAllStackTraces().size(),
          descriptors,
          descriptors());
    }
  }

  private static Map<String, Integer> call(
      ProviderBrain brain, int calls, Duration patience, Runnable release)
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
          brain
              .ask(QUESTION, "call-" + i, patience)
              .whenComplete(
                  (answer, failure) -> {
                    ended.merge(word(failure), 1, Integer::sum);
                    places.release();
                  });
    }
    places.acquire(AT_ONCE);
    release.run();
    TimeUnit.SECONDS.sleep(1); // until the provider has let go of them
    return new TreeMap<>(ended);
  }

  private static String word(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null
        ? "answered"
        : cause instanceof BrainException silence
            ? silence.reason().wireName()
            : cause.getClass().getSimpleName();
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static Question question() {
    Instant now = Instant.now();
    var header =
        new EventHeader(
            "e-1", "acme", "pump-1", "pump", Kind.SENSOR, now, new Origin("events", 0, 0, now));
    var judgement = new Judgement("limits", "exact", "out-of-limits", 1, true);
    var samples = new Samples(List.of("bearing_celsius"), 0, new float[] {140});
    var judged = new Judged(header, judgement, null, samples, now, 10);
    return Question.about(judged, "e-1", Evidence.ofSamples(samples), now.plus(AMPLE), null);
  }

  private void print(List<Result> results) {
    System.out.println(
        "| fault | %d calls ended | threads after %d and %d more | file descriptors | |%n|---|---|---|---|---|"
            .formatted(calls, Math.min(calls, FIRST), calls));
    for (Result result : results) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %d, %d | %d, %d | %s |%n",
          result.fault(),
          result.ended(),
          result.threadsBefore(),
          result.threadsAfter(),
          result.descriptorsBefore(),
          result.descriptorsAfter(),
          result.isMet() ? "met" : "missed");
    }
  }
}
