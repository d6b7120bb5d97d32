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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
   * @param ended calls by the reason that they failed for; {@code answered} is none
   */
  record Result(
      String fault,
      Map<String, Integer> ended,
      int threadsBefore,
      int threadsAfter,
      long descriptorsBefore,
      long descriptorsAfter) {
    boolean isMet() {
      return threadsAfter <= threadsBefore + MOST_MORE
          && descriptorsAfter <= descriptorsBefore + MOST_MORE
          && !ended.containsKey("answered");
    }
  }

  private FaultyCalls() {}

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args);
    Report report = Report.begin("faulty-calls", args);
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("connection closed without an answer", Fault.hangUp());
    faults.put("JSON cut short", Fault.cutShort());
    faults.put("JSON that is no answer", Fault.otherWords("{\"answer\": 42}"));
    faults.put("an answer of 10 MB", Fault.tooLong(10_000_000));
    faults.put("a page in place of an answer", Fault.page());
    faults.put("503", Fault.serverError(503, false));
    faults.put("401", Fault.unauthorized());
    faults.put("402", Fault.paymentRequired());
    faults.put("429 insufficient_quota", Fault.insufficientQuota());
    faults.put("429 rate limit", Fault.rateLimited(Duration.ofSeconds(1)));
    faults.put("no answer at all", Fault.hang());
    faults.put("an answer byte by byte", Fault.trickle());
    List<Result> results = new ArrayList<>();
    for (Map.Entry<String, Fault> fault : faults.entrySet()) {
      var script = ProviderScript.faultless().failing(fault.getValue());
      boolean endless =
          fault.getValue() instanceof Fault.Hang || fault.getValue() instanceof Fault.Trickle;
      Duration patience = endless ? SHORT : AMPLE;
      try (SimulatedProvider provider = SimulatedProvider.start(script)) {
        results.add(run(fault.getKey(), provider.baseUrl(), patience, provider::release));
      }
    }
    results.add(run("nobody listens", URI.create("http://127.0.0.1:9/v1"), AMPLE, NOTHING));
    results.add(run("no such host", URI.create("http://provider.invalid/v1"), AMPLE, NOTHING));
    try (var plain = new ServerSocket(0, AT_ONCE, InetAddress.getLoopbackAddress())) {
      answerInPlainText(plain);
      URI encrypted = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/v1");
      results.add(run("no TLS where TLS is wanted", encrypted, AMPLE, NOTHING));
    }
    report.finish(results, plan.out());
    print(results);
    System.exit(results.stream().allMatch(Result::isMet) ? 0 : 1);
  }

  /** Until it is closed. */
  private static void answerInPlainText(ServerSocket server) {
    var answering =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                  caller.getInputStream().read();
                  caller
                      .getOutputStream()
                      .write("HTTP/1.1 400 TLS?\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  System.Logger log = System.getLogger(FaultyCalls.class.getName());
                  log.log(System.Logger.Level.DEBUG, "a caller is gone", e);
                }
              }
            },
            "plain-text");
    answering.setDaemon(true);
    answering.start();
  }

  /**
   * @param release makes the provider let go of the calls that hang: it is in this process, and its
   *     ends of them are not what is counted
   */
  private static Result run(String fault, URI url, Duration patience, Runnable release)
      throws Exception {
    var options =
        new ProviderOptions(
            Endpoint.compatible("simulated", url, null),
            ModelOptions.of("gpt-4o"),
            ProviderScript.PRICE);
    System.err.println(fault);
    try (ProviderBrain brain = ProviderBrain.open(options, System::nanoTime)) {
      call(brain, FIRST, patience, release);
      int threads = Thread.getAllStackTraces().size();
      long descriptors = descriptors();
      Map<String, Integer> ended = call(brain, CALLS, patience, release);
      return new Result(
          fault, ended, threads, Thread.getAllStackTraces().size(), descriptors, descriptors());
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

  private static void print(List<Result> results) {
    System.out.println(
        "| fault | %d calls ended | threads after %d and %d more | file descriptors | |%n|---|---|---|---|---|"
            .formatted(CALLS, FIRST, CALLS));
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
