package dev.vedette.cli;

import dev.vedette.cli.kafka.Broker;
import dev.vedette.cli.kafka.EventProducer;
import dev.vedette.cli.produce.CsvReadings;
import dev.vedette.cli.produce.FrameStream;
import dev.vedette.cli.produce.LiveFrames;
import dev.vedette.cli.produce.Producing;
import dev.vedette.cli.produce.Producing.Sender;
import dev.vedette.cli.produce.Reading;
import dev.vedette.pipeline.EventEncoding;
import dev.vedette.pipeline.KafkaClients;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.simulators.devices.Clip;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "produce",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Sends pictures or sensor readings as events, each once, and returns when all replicas have"
          + " them.",
      "A CSV file begins with a line of channel names. The columns device, event_id and captured_at"
          + " (2026-01-31T12:00:00Z) are optional and no channels. If any line is wrong, or a picture"
          + " over vedette.events.max-payload-bytes, nothing is sent.",
      "JPEGs that follow one another are sent as they arrive, each stamped with that time, until"
          + " their end or Ctrl-C: - for standard input, a .mjpeg file, or a named pipe. Frames that"
          + " are cut off, damaged or over vedette.events.max-payload-bytes are left out and counted."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette produce pictures/ --bootstrap 127.0.0.1:9092 --device gate-7 --device-class door",
      "  vedette produce readings.csv --config vedette.yaml --rate 10",
      "  ffmpeg -rtsp_transport tcp -i rtsp://camera/stream -vf fps=2 -q:v 5 -f mjpeg - \\",
      "      | vedette produce - --device cam-1 --bootstrap 127.0.0.1:9092",
    })
final class ProduceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions options;

  @Parameters(
      paramLabel = "PATH",
      description =
          "A folder of .jpg and .png, a .gif, a .mjpeg, a picture, a .csv of readings, a named pipe"
              + " of JPEGs, or - for JPEGs on standard input.")
  private Path path;

  @Option(
      names = "--topic",
      description = "Where to (default: events.camera or events.sensor, with the prefix).")
  private @Nullable String topic;

  @Option(
      names = "--device",
      defaultValue = "device-01",
      description = "The device (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--device-class",
      defaultValue = "default",
      description = "Its class (default: ${DEFAULT-VALUE}).")
  private String deviceClass;

  @Option(
      names = "--tenant",
      defaultValue = "default",
      description = "Whom it belongs to (default: ${DEFAULT-VALUE}).")
  private String tenant;

  @Option(
      names = "--rate",
      paramLabel = "PER-SECOND",
      defaultValue = "0",
      description = "Events a second; 0 for as fast as possible (default: ${DEFAULT-VALUE}).")
  private double rate;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  ProduceCommand() {}

  @Override
  public Integer call() throws Exception {
    StopSignal stop = StopSignal.ofProcess();
    Configuration config = options.configuration();
    boolean csv = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv");
    String prefix = config.get(VedetteOptions.TOPIC_PREFIX);
    String to = topic == null ? prefix + (csv ? Topics.SENSOR : Topics.CAMERA) : topic;
    Sender sender = sender(to);
    // Read before anybody is asked: what is wrong with a file is said at once.
    Optional<FrameStream> stream = csv ? Optional.empty() : FrameStream.of(path);
    List<Reading> readings = csv ? CsvReadings.read(path) : List.of();
    Clip clip =
        csv || stream.isPresent()
            ? null
            : Clip.read(path, config.get(VedetteOptions.MAX_PAYLOAD_BYTES));
    try (Broker broker = Broker.reach(config)) {
      broker.require(List.of(to));
    }
    try (var producer = new EventProducer(KafkaClients.properties(config))) {
      var producing =
          new Producing(
              sender, EventEncoding.of(config, to), producer, InstantSource.system(), stop);
      if (stream.isPresent()) {
        return stream(stream.get(), producing, producer, config, to, stop);
      }
      int all = clip == null ? readings.size() : clip.frames();
      if (clip == null) {
        producing.readings(readings);
      } else {
        producing.pictures(clip);
      }
      say("%d of %d events are in %s".formatted(producer.acknowledged(), all, to));
      failIfFailed(producer);
      return stop.requested() && producer.acknowledged() < all ? 130 : 0;
    } catch (SchemaRegistryException e) {
      throw new FailedCommandException(
          "the schema registry, which the format %s needs: %s"
              .formatted(config.get(VedetteOptions.WIRE_FORMAT), e.getMessage()),
          e);
    }
  }

  /** A stream has no number of frames to fall short of, so Ctrl-C is one of its ends. */
  private int stream(
      FrameStream stream,
      Producing producing,
      EventProducer producer,
      Configuration config,
      String to,
      StopSignal stop)
      throws FailedCommandException, InterruptedException, SchemaRegistryException {
    say("sending the frames of %s as they arrive, until they end or Ctrl-C".formatted(stream));
    LiveFrames frames = stream.open(config.get(VedetteOptions.MAX_PAYLOAD_BYTES));
    long sent = producing.stream(frames);
    LiveFrames.Skipped skipped = frames.skipped();
    say(
        "%d of %d events are in %s; left out: %d damaged or cut off, %d too large"
            .formatted(producer.acknowledged(), sent, to, skipped.damaged(), skipped.oversized()));
    failIfFailed(producer);
    if (sent == 0 && !stop.requested()) {
      throw new FailedCommandException("no whole JPEG came from " + stream);
    }
    return 0;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private static void failIfFailed(EventProducer producer) throws FailedCommandException {
    if (producer.failure().isPresent()) {
      throw new FailedCommandException(
          "%d events failed, the first of them so: %s"
              .formatted(producer.failed(), producer.failure().get().getMessage()));
    }
  }

  private Sender sender(String to) {
    try {
      return new Sender(to, tenant, device, deviceClass, "produced-" + UUID.randomUUID(), rate);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
