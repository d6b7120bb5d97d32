package dev.vedette.scenarios.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page on capacity, out of the kept results alone, so that its figures never drift. */
public final class CapacityPage {
  private static final String INPUT = "JPEG";

  private final Results results;

  private CapacityPage(Results results) {
    this.results = results;
  }

  /** In Markdown. */
  public static String of(Path folder) throws IOException {
    return new CapacityPage(Results.in(folder)).text();
  }

  private String text() {
    Results.Kept whole = results.needed("ledger-cost");
    JsonNode job = whole.of(INPUT);
    JsonNode turns = job.path("turns");
    StageCosts stages = StageCosts.of(turns);
    double micros = job.path("jobMicros").path("median").asDouble();
    double share = medianOf(turns, "callsPerEvent");
    Results.Kept gate = results.needed("gate-cost");
    double bytes = gate.of(INPUT).path("pictureBytes").asDouble();
    Results.Kept books = results.needed("books-agree");
    JsonNode settled = books.json().path("results").path(0).path("after");
    double usd = settled.path("billedMicros").asDouble() / 1e6 / settled.path("calls").asDouble();
    return """
        # Capacity

        *Written by `./load-tests/run capacity` out of `load-tests/results`; a test holds it against them. Do not edit it: measure again, keep the result, and run `mvn test -pl load-tests/scenarios -Dtest=CapacityPageTest -Dgolden.rewrite=true`.*

        ## Measured

        Processor time of an event of one JPEG of 640x480 pixels, of which one in %.0f is asked about (`%s`, %s, %s):

        | stage | µs an event | share |
        |---|---|---|
        %s
        | **all** (median of the whole; stages are medians of their own) | **%s** (%s – %s) | |

        | also measured | | where |
        |---|---|---|
        | events a second of one core, all of it used | %s | 1 / the above |
        | engine's part, its picture decoded | %s of the job's time | `%s`, %s |
        | two subtasks, of what two engines gain | %s (%s – %s) | `%s`, %s |
        | bytes of a picture | %s | `%s` |
        | billed for a call | %s USD, by the simulated provider's prices, with faults | `%s` |
        | permits in use, of what Little's law allows | %s | `%s` |
        %s
        ## Extrapolated

        Nothing below was run. It multiplies what was measured on one core, with these assumptions:

        - %s frame a second from each camera, of the size above; all are judged.
        - %s questions a camera and day; the cost of an event counts one in %.0f, which is more.
        - %s of a core's time planned for, so that there is room for restarts and bursts.
        - %s s for a call; %s MB/s for a partition, which is a rule of thumb and was not measured.
        - Cores of the kind above; subtasks that scale as two do; a broker that is elsewhere.

        | cameras | events/s | cores | frames, MB/s | partitions | calls a day | in flight | USD a day | USD a month |
        |---|---|---|---|---|---|---|---|---|
        %s

        One core at %s of its time carries %s cameras. 10,000 cameras send %s Gbit/s: the network, and the broker's disks, are the first thing to look at; what a site keeps of frames is their retention times that. USD is for the cloud alone: `vedette cost project` reckons with your prices and pass rate.

        ## Not measured yet

        %s
        """
        .formatted(
            1 / share,
            whole.file(),
            whole.json().path("cpu").asText(),
            whole.json().path("date").asText().substring(0, 10),
            stageRows(stages),
            n(micros),
            n(job.path("jobMicros").path("lowest").asDouble()),
            n(job.path("jobMicros").path("highest").asDouble()),
            n(1e6 / micros),
            two(gate.of(INPUT).path("ratio").path("median").asDouble()),
            gate.file(),
            gate.json().path("cpu").asText(),
            two(scaling().path("median").asDouble()),
            two(scaling().path("lowest").asDouble()),
            two(scaling().path("highest").asDouble()),
            results.needed("gate-scaling").file(),
            results.needed("gate-scaling").json().path("cpu").asText(),
            n(bytes),
            gate.file(),
            String.format(Locale.ROOT, "%.6f", usd),
            books.file(),
            two(calls().json().path("results").path(0).path("share").asDouble()),
            calls().file(),
            loadRows(),
            n(Demand.FRAMES_PER_SECOND),
            n(Demand.QUESTIONS_PER_DAY),
            1 / share,
            percent(Demand.USED),
            String.valueOf(Demand.CALL_SECONDS),
            n(Demand.PARTITION_MEGABYTES),
            IntStream.of(100, 1_000, 10_000)
                .mapToObj(cameras -> row(Demand.of(cameras, micros, bytes, usd)))
                .collect(Collectors.joining("\n")),
            percent(Demand.USED),
            n(Math.floor(1e6 / micros * Demand.USED / Demand.FRAMES_PER_SECOND)),
            two(Demand.of(10_000, micros, bytes, usd).megabytesPerSecond() * 8 / 1_000),
            missing());
  }

  private JsonNode scaling() {
    return results.needed("gate-scaling").of(INPUT).path("ratio");
  }

  private Results.Kept calls() {
    return results.needed("cloud-calls");
  }

  private static double medianOf(JsonNode turns, String name) {
    List<Double> values = new ArrayList<>();
    turns.forEach(turn -> values.add(turn.path(name).asDouble()));
    return StageCosts.median(values);
  }

  private static String stageRows(StageCosts stages) {
    double all = stages.micros().values().stream().mapToDouble(Double::doubleValue).sum();
    return stages.micros().entrySet().stream()
        .map(
            one ->
                "| %s | %s | %s |"
                    .formatted(one.getKey(), n(one.getValue()), percent(one.getValue() / all)))
        .collect(Collectors.joining("\n"));
  }

  private static String row(Demand demand) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            n(demand.cameras()),
            n(demand.eventsPerSecond()),
            n(Math.ceil(demand.cores())),
            n(demand.megabytesPerSecond()),
            n(demand.partitions()),
            n(demand.callsPerDay()),
            two(demand.inFlight()),
            two(demand.usdPerDay()),
            n(demand.usdPerDay() * 30));
  }

  /** What load tests of the whole job have found, where their results are kept. */
  private static final Map<String, List<String>> LOAD =
      Map.of(
          "scale", List.of("most events a second"),
          "soak", List.of(", state", ", resident memory of the task managers"),
          "kill", List.of("from kill to caught up, slowest"));

  private String loadRows() {
    var rows = new StringBuilder();
    for (String scenario : List.of("scale", "soak", "kill")) {
      Optional<Results.Kept> kept = results.latest(scenario);
      for (String name : LOAD.getOrDefault(scenario, List.of())) {
        kept.flatMap(one -> one.found(name))
            .ifPresent(
                value ->
                    rows.append(
                        "| %s: %s | %s | `%s` |%n"
                            .formatted(
                                scenario,
                                name.replaceFirst("^, ", ""),
                                two(value),
                                kept.orElseThrow().file())));
      }
    }
    return rows.toString();
  }

  private String missing() {
    List<String> lines = new ArrayList<>();
    if (results.latest("soak").isEmpty()) {
      lines.add("- state and memory by event rate: `./load-tests/run soak`");
    }
    if (results.latest("scale").isEmpty()) {
      lines.add("- what the whole job gains by 2 and 4 subtasks: `./load-tests/run scale`");
    }
    if (results.latest("kill").isEmpty()) {
      lines.add("- how far the job falls behind when a machine goes: `./load-tests/run kill`");
    }
    lines.add("- what a partition and a broker carry: nothing here measures Kafka by itself");
    lines.add("- more than one machine, more than two cores, and sensors beside cameras");
    return "Keep a run's `run.json` in `load-tests/results` as `DATE-SCENARIO.json`, and it is above.\n\n"
        + String.join("\n", lines);
  }

  private static String n(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
