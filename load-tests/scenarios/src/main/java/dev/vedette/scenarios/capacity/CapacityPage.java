package dev.vedette.scenarios.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page on capacity, out of the kept results alone, so that its figures never drift. */
public final class CapacityPage {
  private static final String INPUT = "JPEG";

  private static final List<Integer> CAMERAS = List.of(100, 1_000, 10_000);
  private static final double COPIES = 3;

  private final Results results;
  private final LoadFindings load;

  private CapacityPage(Results results) {
    this.results = results;
    this.load = new LoadFindings(results);
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
    Results.Kept latency = results.needed("gate-latency");
    Results.Kept books = results.needed("books-agree");
    JsonNode settled = books.json().path("results").path(0).path("after");
    double usd = settled.path("billedMicros").asDouble() / 1e6 / settled.path("calls").asDouble();
    var costs =
        new Demand.Costs(
            micros,
            bytes,
            usd,
            load.of("soak", LoadFindings.EVENT_STATE),
            load.of("soak", LoadFindings.QUESTION_STATE));
    double subtasks = Math.ceil(Demand.of(10_000, costs).cores());
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
        - %s of what a full core judges. That is %s of its time, since events that come one by one make batches of one (`%s`); what is left is for restarts and bursts.
        - %s s for a call; %s MB/s for a partition, which is a rule of thumb and was not measured.
        - Cores of the kind above; subtasks that scale as two do; a broker that is elsewhere.
        - State by the memories that the job has by itself, half way through: ids for 15 minutes, questions for 9 hours. An event's share was measured with a memory of a minute, in which what a device has weighs more. Pictures that are kept to be asked about are in Kafka.
        - A checkpoint every %s s, which writes the whole state. What that takes is not in the cost of an event, which was measured with little state: %s. A longer `execution.checkpointing.interval`, or RocksDB with incremental checkpoints, writes less.

        | cameras | events/s | cores | frames, MB/s | partitions | calls a day | in flight | state, MB | checkpoints, MB/s | USD a day | USD a month |
        |---|---|---|---|---|---|---|---|---|---|---|
        %s

        What the brokers carry for that, if each frame is kept three times and read once:

        | cameras | in, Gbit/s | between brokers | out | on disk for an hour, TB |
        |---|---|---|---|---|
        %s

        One core at %s of what it judges at most carries %s cameras. 10,000 cameras send %s Gbit/s: the network, and the brokers' disks, are the first thing to look at. USD is for the cloud alone: `vedette cost project` reckons with your prices and pass rate.

        Between tasks there are %d edges on which each subtask sends to each. With %s subtasks, one in a task manager, they take up to %s MB of its network memory, of the %s that Flink takes for it of the chart's 2500 MiB (`taskmanager.memory.network.fraction`); with %s subtasks they would take all of it.

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
            load.rows(),
            n(Demand.FRAMES_PER_SECOND),
            n(Demand.QUESTIONS_PER_DAY),
            1 / share,
            percent(Demand.USED),
            percent(medianOf(latency.of(INPUT).path("stretches"), "coreShare")),
            latency.file(),
            String.valueOf(Demand.CALL_SECONDS),
            n(Demand.PARTITION_MEGABYTES),
            n(Demand.CHECKPOINT_SECONDS),
            checkpoints(Demand.of(10_000, costs)),
            CAMERAS.stream()
                .map(cameras -> row(Demand.of(cameras, costs)))
                .collect(Collectors.joining("\n")),
            CAMERAS.stream()
                .map(cameras -> brokerRow(Demand.of(cameras, costs)))
                .collect(Collectors.joining("\n")),
            percent(Demand.USED),
            n(Math.floor(1e6 / micros * Demand.USED / Demand.FRAMES_PER_SECOND)),
            two(Demand.of(10_000, costs).megabytesPerSecond() * 8 / 1_000),
            NetworkMemory.EDGES,
            n(subtasks),
            n(NetworkMemory.bytes(subtasks) / 1e6),
            n(NetworkMemory.GIVEN_BYTES / 1e6),
            n(NetworkMemory.mostSubtasks()),
            load.missing());
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
    return "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            n(demand.cameras()),
            n(demand.eventsPerSecond()),
            n(Math.ceil(demand.cores())),
            n(demand.megabytesPerSecond()),
            n(demand.partitions()),
            n(demand.callsPerDay()),
            two(demand.inFlight()),
            unlessUnknown(demand.stateMegabytes()),
            unlessUnknown(demand.checkpointMegabytesPerSecond()),
            two(demand.usdPerDay()),
            n(demand.usdPerDay() * 30));
  }

  private String checkpoints(Demand demand) {
    // Not of a soak, whose memories are short and full of questions.
    double millis = load.of("scale", LoadFindings.CHECKPOINT_CPU);
    double cores = demand.checkpointMegabytesPerSecond() * millis / 1e3;
    return Double.isNaN(cores)
        ? "it was not measured"
        : "reckoned by the time of a MB above, with one subtask, %s of each core"
            .formatted(percent(cores / demand.cores()));
  }

  private static String unlessUnknown(double value) {
    return Double.isNaN(value) ? "–" : n(value);
  }

  private static String brokerRow(Demand demand) {
    double gigabits = demand.megabytesPerSecond() * 8 / 1_000;
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            n(demand.cameras()),
            two(gigabits),
            two(gigabits * (COPIES - 1)),
            two(gigabits),
            two(demand.megabytesPerSecond() * COPIES * 3_600 / 1e6));
  }

  private static String n(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }

  static String two(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
