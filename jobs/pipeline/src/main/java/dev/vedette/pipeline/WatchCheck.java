package dev.vedette.pipeline;

import dev.vedette.core.gate.LimitGate;
import dev.vedette.core.watch.DeviceScope;
import dev.vedette.core.watch.WatchRule;
import dev.vedette.core.watch.WatchRules;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * For a job whose tasks run on this machine: whether its gates can say what the rules on which
 * events count want to know.
 */
public final class WatchCheck {
  private final ReadableConfig config;
  private final WatchRules rules;

  private WatchCheck(ReadableConfig config, WatchRules rules) {
    this.config = config;
    this.rules = rules;
  }

  /**
   * @throws InvalidConfigurationException with the rule's field and what to do about it
   */
  public static void here(ReadableConfig config) throws InvalidConfigurationException {
    var check = new WatchCheck(config, new Settings(config).watch());
    check.requirePlaces();
    check.requireLabels();
  }

  private void requirePlaces() throws InvalidConfigurationException {
    if (!rules.measureSizes()) {
      return;
    }
    GateManifest gate = cameraGate();
    if (!gate.tellsWhere()) {
      throw wrong(
          "minSize cannot be kept, because the gate %s does not say where it sees something: leave it out, or take another gate"
              .formatted(gate.gate()));
    }
  }

  private void requireLabels() throws InvalidConfigurationException {
    Optional<DeviceScope> named = naming().findFirst();
    if (named.isEmpty()) {
      return;
    }
    Set<String> given = labelsGiven();
    Optional<DeviceScope> nothing =
        naming().filter(scope -> Collections.disjoint(labels(scope), given)).findFirst();
    if (nothing.isPresent()) {
      throw wrong(
          "of %s nothing would count: no gate of this job gives the label %s, they give %s"
              .formatted(
                  nothing.get(),
                  String.join(" or ", new TreeSet<>(labels(nothing.get()))),
                  String.join(", ", given)));
    }
  }

  /** The scopes of rules that say which labels count. */
  private Stream<DeviceScope> naming() {
    return rules.scopes().filter(scope -> !labels(scope).isEmpty());
  }

  private Set<String> labels(DeviceScope scope) {
    WatchRule rule = rules.byScope().get(scope);
    return rule == null || rule.labels() == null ? Set.of() : rule.labels();
  }

  private Set<String> labelsGiven() throws InvalidConfigurationException {
    Set<String> given = new TreeSet<>(cameraGate().labels());
    Optional<GateSource> windows = new SensorSettings(config).gate();
    if (windows.isPresent()) {
      given.addAll(manifest(windows.get(), SensorOptions.SENSOR_GATE_LOCATION).labels());
    } else {
      given.add(LimitGate.LABEL);
    }
    return given;
  }

  private GateManifest cameraGate() throws InvalidConfigurationException {
    return manifest(new Settings(config).gate(rules), GateOptions.GATE_LOCATION);
  }

  private static GateManifest manifest(GateSource gate, ConfigOption<String> option)
      throws InvalidConfigurationException {
    try {
      return GateArtefact.read(gate.location()).manifest();
    } catch (GateArtefactException e) {
      throw new InvalidConfigurationException("%s: %s".formatted(option.key(), e.getMessage()), e);
    }
  }

  private static InvalidConfigurationException wrong(String fact) {
    return new InvalidConfigurationException(
        "%s: %s".formatted(WatchOptions.WATCH_RULES.key(), fact));
  }
}
