package dev.vedette.pipeline;

import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.control.Scope;
import java.util.HashMap;
import java.util.Map;

/** Options translated into which rejected events are audited. */
final class AuditSettings {
  private final OptionReader options;

  AuditSettings(OptionReader options) {
    this.options = options;
  }

  AuditPolicy policy() throws InvalidConfigurationException {
    double usual = options.get(AuditOptions.SHARE);
    int most = options.get(AuditOptions.MOST_PER_HOUR);
    Map<Scope, Double> byScope = new HashMap<>();
    for (var given : options.get(AuditOptions.SHARE_BY_SCOPE).entrySet()) {
      byScope.put(
          options.valid(() -> scope(given.getKey()), AuditOptions.SHARE_BY_SCOPE),
          options.valid(() -> share(given.getValue()), AuditOptions.SHARE_BY_SCOPE));
    }
    return options.valid(
        () -> new AuditPolicy(usual, byScope, most),
        AuditOptions.SHARE,
        AuditOptions.SHARE_BY_SCOPE,
        AuditOptions.MOST_PER_HOUR);
  }

  private static Scope scope(String words) {
    return Scope.named(words)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not 'TENANT/CLASS', with * for any".formatted(words)));
  }

  private static double share(String word) {
    try {
      return Double.parseDouble(word.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no share from 0 to 1".formatted(word), e);
    }
  }
}
