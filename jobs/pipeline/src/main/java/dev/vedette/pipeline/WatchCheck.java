package dev.vedette.pipeline;

import dev.vedette.core.watch.WatchRules;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import org.apache.flink.configuration.ReadableConfig;

/**
 * For a job whose tasks run on this machine: whether its gate can say what the rules on which
 * events count want to know.
 */
public final class WatchCheck {
  private WatchCheck() {}

  /**
   * @throws InvalidConfigurationException with the rule's field and what to do about it
   */
  public static void here(ReadableConfig config) throws InvalidConfigurationException {
    Settings settings = new Settings(config);
    WatchRules rules = settings.watch();
    if (!rules.measureSizes()) {
      return;
    }
    String location = settings.gate(rules).location();
    try {
      var manifest = GateArtefact.read(location).manifest();
      if (!manifest.tellsWhere()) {
        throw new InvalidConfigurationException(
            "%s: minSize cannot be kept, because the gate %s does not say where it sees something: leave it out, or take another gate"
                .formatted(WatchOptions.WATCH_RULES.key(), manifest.gate()));
      }
    } catch (GateArtefactException e) {
      throw new InvalidConfigurationException(
          "%s: %s".formatted(GateOptions.GATE_LOCATION.key(), e.getMessage()), e);
    }
  }
}
