package dev.vedette.cli.verdicts;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.JobOptions;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.Broker;
import dev.vedette.cli.kafka.TopicReader;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.OutcomeCodecs;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import dev.vedette.pipeline.wire.VerdictCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "The latest verdicts, one line each: when, which device, what the gate saw, who answered and"
          + " what, how long it took from the capture, and which event and revision it is.",
      "A verdict may be said twice and be amended: the highest revision of an event counts."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette verdicts tail --config job.yaml --follow",
      "  vedette verdicts tail --config job.yaml --by edge --reason breaker-open --since 10min",
      "  vedette verdicts tail --config job.yaml --device door-7 --json -n 1000"
    })
final class VerdictsTailCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;
  @Mixin private VerdictFilter filter;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      description = "So many of the latest that fit (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Spelling.OfTime.class,
      defaultValue = "1h",
      description = "Written no longer ago than this, such as 10min (default: ${DEFAULT-VALUE}).")
  private Duration since;

  @Option(
      names = {"-f", "--follow"},
      description = "And on, as they are said, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "As JSON, an object a line.")
  private boolean json;

  private int unreadable;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  VerdictsTailCommand() {}

  @Override
  public Integer call() throws Exception {
    if (lines < 0) {
      throw new ParameterException(spec.commandLine(), "--lines < 0: " + lines);
    }
    Configuration config = job.configuration();
    VerdictCodec codec = OutcomeCodecs.of(config).verdicts();
    String topic = Topics.of(config).verdicts();
    try (Broker broker = Broker.reach(config)) {
      broker.require(List.of(topic));
    }
    var printer = new VerdictPrinter(spec.commandLine().getOut(), json);
    try (TopicReader reader = TopicReader.open(config, topic)) {
      reader.seek(Instant.now().minus(since));
      latest(reader, codec).forEach(printer::print);
      if (follow) {
        follow(reader, codec, printer);
      }
    }
    if (unreadable > 0) {
      spec.commandLine()
          .getErr()
          .println(unreadable + " records of " + topic + " are no verdicts, and left out");
    }
    return 0;
  }

  /** In the order in which they were decided. */
  private List<Verdict> latest(TopicReader reader, VerdictCodec codec)
      throws FailedCommandException {
    var oldestFirst = new PriorityQueue<Verdict>(Comparator.comparing(Verdict::decidedAt));
    reader.toTheEnd(
        record -> {
          wanted(record, codec).ifPresent(oldestFirst::add);
          if (oldestFirst.size() > lines) {
            oldestFirst.remove();
          }
        });
    return oldestFirst.stream().sorted(oldestFirst.comparator()).toList();
  }

  private void follow(TopicReader reader, VerdictCodec codec, VerdictPrinter printer)
      throws FailedCommandException {
    StopSignal stop = StopSignal.ofProcess();
    while (!stop.requested()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.next()) {
        wanted(record, codec).ifPresent(printer::print);
      }
    }
  }

  private Optional<Verdict> wanted(ConsumerRecord<byte[], byte[]> record, VerdictCodec codec)
      throws FailedCommandException {
    try {
      Verdict verdict = codec.decode(record.headers(), record.value());
      return filter.wants(verdict) ? Optional.of(verdict) : Optional.empty();
    } catch (UnreadableRecordException e) {
      unreadable++;
      return Optional.empty();
    } catch (SchemaRegistryException e) {
      throw new FailedCommandException("the schema registry: " + e.getMessage(), e);
    }
  }
}
