package dev.vedette.core.budget;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limits in force. All of them hold, whichever is the narrowest. */
public record Limits(Map<String, Limit> byName) implements Serializable {
  /** Nothing is limited. */
  public static final Limits NONE = new Limits(Map.of());

  public Limits {
    byName = Map.copyOf(byName);
  }

  /** The same with a limit that replaces the one of its name. */
  public Limits with(Limit limit) {
    Map<String, Limit> limits = new HashMap<>(byName);
    limits.put(limit.name(), limit);
    return new Limits(limits);
  }

  /** The same after one was taken back. */
  public Limits without(String name) {
    Map<String, Limit> limits = new HashMap<>(byName);
    limits.remove(name);
    return new Limits(limits);
  }

  /** Those that hold for a tenant. */
  public List<Limit> of(String tenant) {
    return byName.values().stream().filter(limit -> limit.isOf(tenant)).toList();
  }

  public Collection<Limit> all() {
    return byName.values();
  }
}
