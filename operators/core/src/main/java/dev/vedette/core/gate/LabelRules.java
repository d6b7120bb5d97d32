package dev.vedette.core.gate;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What holds for judgements of a tenant and a label.
 *
 * @param usual where no other rule fits
 * @param byName by {@code tenant/label}, {@code tenant/*} or {@code label}; the first that fits in
 *     this order
 */
public record LabelRules<T extends Serializable>(T usual, Map<String, T> byName)
    implements Serializable {
  public LabelRules {
    byName = new HashMap<>(byName);
    for (String name : byName.keySet()) {
      if (name.isBlank() || name.startsWith("/") || name.endsWith("/")) {
        throw new IllegalArgumentException(
            "'%s' is not 'tenant/label', 'tenant/*' or 'label'".formatted(name));
      }
    }
  }

  /** The same for all. */
  public static <T extends Serializable> LabelRules<T> always(T usual) {
    return new LabelRules<>(usual, Map.of());
  }

  public T of(String tenant, String label) {
    T rule = usual;
    for (String name : new String[] {label, tenant + "/*", tenant + '/' + label}) {
      rule = byName.getOrDefault(name, rule);
    }
    return rule;
  }
}
