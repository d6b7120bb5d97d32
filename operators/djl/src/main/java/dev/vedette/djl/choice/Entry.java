package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.Variant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What is asked of a variant before a byte of it is loaded. */
final class Entry {
  private Entry() {}

  static Optional<Refusal> refusalOf(GateArtefact artefact, Variant variant, Host host) {
    if (!Engines.NAMES.contains(variant.engine())) {
      return refusal(
          variant,
          Refusal.Reason.UNSUPPORTED_ENGINE,
          "it is made for " + variant.engine(),
          "only %s are built in".formatted(new TreeSet<>(Engines.NAMES)));
    }
    Variant.Requirements requires = variant.requires();
    if (!requires.arch().isEmpty() && !requires.arch().contains(host.architecture())) {
      return refusal(
          variant,
          Refusal.Reason.UNSUPPORTED_ARCH,
          "this is %s, it runs on %s".formatted(host.architecture(), requires.arch()),
          "nothing is wrong, the next variant is for this processor");
    }
    for (Map.Entry<String, String> wanted : requires.env().entrySet()) {
      String actual = host.environment().get(wanted.getKey());
      if (!wanted.getValue().equals(actual)) {
        return refusal(
            variant,
            Refusal.Reason.MISSING_ENV,
            "%s is %s".formatted(wanted.getKey(), actual == null ? "not set" : "'" + actual + "'"),
            "start the process with %s=%s in its environment; -D does not work"
                .formatted(wanted.getKey(), wanted.getValue()));
      }
    }
    return artefact
        .damageOf(variant)
        .flatMap(
            damage ->
                refusal(
                    variant,
                    Refusal.Reason.DAMAGED_FILE,
                    damage,
                    "put the released files of this gate back in place"));
  }

  private static Optional<Refusal> refusal(
      Variant variant, Refusal.Reason reason, String detail, String remedy) {
    return Optional.of(new Refusal(variant.name(), reason, detail, remedy));
  }
}
