package dev.vedette.scenarios;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** A result with all that must stand beside a figure: what ran, where, when, on what. */
public final class Report {
  private static final Path FOLDER = Path.of("load-tests", "results");

  private final String scenario;
  private final Instant begun;
  private final Map<String, Object> content = new LinkedHashMap<>();

  private Report(String scenario, Instant begun) {
    this.scenario = scenario;
    this.begun = begun;
  }

  public static Report begin(String scenario, String[] args) throws IOException {
    var report = new Report(scenario, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    var system = ManagementFactory.getOperatingSystemMXBean();
    var runtime = ManagementFactory.getRuntimeMXBean();
    report.content.put("scenario", scenario);
    report.content.put("date", report.begun.toString());
    report.content.put("command", (scenario + ' ' + String.join(" ", args)).trim());
    report.content.put("cpu", cpu());
    report.content.put(
        "os", "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()));
    report.content.put("loadAverageBefore", system.getSystemLoadAverage());
    report.content.put(
        "pinned",
        Jvm.pins()
            ? "job on core %d, broker and producer on core 0".formatted(Jvm.jobCore())
            : "no: told not to, or taskset is missing, or there is one core only");
    report.content.put("jdk", "%s %s".formatted(runtime.getVmName(), runtime.getVmVersion()));
    report.content.put(
        "collectors",
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList());
    report.content.put("jvmFlags", runtime.getInputArguments());
    report.content.put(
        "versions",
        Map.of("flink", EnvironmentInformation.getVersion(), "kafka", AppInfoParser.getVersion()));
    return report;
  }

  /** One more thing that must stand beside the figures. */
  public void note(String key, Object value) {
    content.put(key, value);
  }

  /** Writes the file and says where. */
  public void finish(List<?> results, @Nullable Path out) throws IOException {
    content.put(
        "loadAverageAfter", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    content.put("results", results);
    Path file =
        out == null
            ? FOLDER.resolve(begun.toString().substring(0, 10) + '-' + scenario + ".json")
            : out;
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), content);
    System.out.println(
        "%s, %s, %s, %s, pinned: %s, load before: %s; all of it in %s"
            .formatted(
                content.get("command"),
                content.get("date"),
                content.get("cpu"),
                content.get("jdk"),
                content.get("pinned"),
                content.get("loadAverageBefore"),
                file));
  }

  public static String cpu() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    List<String> models =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).trim())
            .toList();
    return models.isEmpty() ? System.getProperty("os.arch") : models.size() + " x " + models.get(0);
  }
}
