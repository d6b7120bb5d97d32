package dev.vedette.cli.cost;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.ReplacedFile;
import dev.vedette.cli.text.Amount;
import dev.vedette.pipeline.InvalidConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What reconciliations found, of each provider the latest, in Prometheus' text format for
 * node_exporter's textfile collector. Who goes through the bills of one provider after the other
 * leaves them all in one file: nothing that was found of one is gone because another has a clean
 * bill.
 *
 * <p>An export of several providers, as a gateway has one, is one series for all of them, and takes
 * the place of those of each. It is there until each of them has been gone through since.
 */
final class ReconcileMetrics {
  private static final String AND = ",";
  private static final Pattern SERIES =
      Pattern.compile("(\\w+)(?:\\{provider=\"((?:[^\"\\\\]|\\\\.)*)\"})? (\\S+)");

  private final Map<ReconcileGauge, Map<String, String>> values =
      new EnumMap<>(ReconcileGauge.class);

  /**
   * With what a file has; nothing if it is not there yet. What an older version wrote is of no
   * provider, and is left out.
   *
   * @throws FailedCommandException if somebody else writes to it as well
   */
  static ReconcileMetrics in(Path file) throws FailedCommandException {
    var metrics = new ReconcileMetrics();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (!line.isBlank() && !line.startsWith("#") && !metrics.take(line)) {
          throw new FailedCommandException(
              "%s, line %d is none that this command writes, and it would be lost: name a file of its own"
                  .formatted(file, i + 1));
        }
      }
      return metrics;
    } catch (NoSuchFileException e) {
      return metrics;
    } catch (CharacterCodingException e) {
      throw new FailedCommandException(file + ": not UTF-8; name a file of its own", e);
    } catch (IOException e) {
      throw new FailedCommandException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  /**
   * Changes what a file has. Who comes meanwhile waits, for a moment: what two runs find of two
   * providers is there in the end, also where both end at once.
   */
  @SuppressWarnings("try") // the lock is held, and not looked at
  static void update(Path file, Consumer<ReconcileMetrics> change)
      throws FailedCommandException, InvalidConfigurationException {
    Path lock = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      ReconcileMetrics metrics = in(file);
      change.accept(metrics);
      new ReplacedFile(file).write(metrics.bytes());
    } catch (IOException e) {
      throw new FailedCommandException(
          "cannot write %s: %s; is there such a folder, and may it be written to?"
              .formatted(file, e),
          e);
    }
  }

  private boolean take(String line) {
    Matcher matcher = SERIES.matcher(line);
    if (!matcher.matches()) {
      return false;
    }
    for (ReconcileGauge gauge : ReconcileGauge.values()) {
      if (gauge.metric().equals(matcher.group(1))) {
        if (matcher.group(2) != null) {
          put(gauge, matcher.group(2), matcher.group(3));
        }
        return true;
      }
    }
    return false;
  }

  private void put(ReconcileGauge gauge, String label, String value) {
    values.computeIfAbsent(gauge, same -> new TreeMap<>()).put(label, value);
  }

  /** What nobody may miss, and what is certain before anything is written. */
  void alarm(Set<String> providers, Reconciliation found) {
    replace(providers, ReconcileGauge.UNEXPLAINED_USD, Amount.ofMicros(found.unexplainedMicros()));
    replace(
        providers, ReconcileGauge.UNEXPLAINED_CALLS, String.valueOf(found.unexplained().size()));
    replace(providers, ReconcileGauge.OVERBILLED_USD, Amount.ofMicros(found.overbilledMicros()));
  }

  /**
   * What is so once the ledger was told.
   *
   * @param at when it was
   */
  void told(Set<String> providers, Reconciliation found, Instant at) {
    replace(providers, ReconcileGauge.UNKNOWN_USD, Amount.ofMicros(found.leftMicros()));
    replace(providers, ReconcileGauge.RECONCILED_AT, String.valueOf(at.getEpochSecond()));
  }

  private void replace(Set<String> providers, ReconcileGauge gauge, String value) {
    List<String> names = providers.stream().map(ReconcileMetrics::escaped).sorted().toList();
    Map<String, String> series = values.computeIfAbsent(gauge, same -> new TreeMap<>());
    series.keySet().removeIf(label -> names.containsAll(namesOf(label)));
    series.put(String.join(AND, names), value);
    // What was found of several counts until there is something newer of each of them.
    series
        .keySet()
        .removeIf(
            label ->
                series.keySet().stream()
                    .filter(other -> !other.equals(label))
                    .map(ReconcileMetrics::namesOf)
                    .filter(namesOf(label)::containsAll)
                    .flatMap(List::stream)
                    .toList()
                    .containsAll(namesOf(label)));
  }

  private static List<String> namesOf(String label) {
    return List.of(label.split(AND, -1));
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  byte[] bytes() {
    var text = new StringBuilder();
    values.forEach(
        (gauge, byProvider) -> {
          text.append("# HELP %s %s\n".formatted(gauge.metric(), gauge.help()));
          text.append("# TYPE %s gauge\n".formatted(gauge.metric()));
          byProvider.forEach(
              (label, value) ->
                  text.append("%s{provider=\"%s\"} %s\n".formatted(gauge.metric(), label, value)));
        });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
