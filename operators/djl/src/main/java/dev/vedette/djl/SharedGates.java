package dev.vedette.djl;

import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.choice.ServingGate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gates that are loaded in this process, each once, with the number of their users.
 *
 * <p>Whoever comes first loads and tries the gate while the others of the same gate wait; those of
 * other gates, and those who leave, do not. The last to leave closes it.
 */
final class SharedGates {
  /** The gates of this process, or rather of the class loader that loaded this class. */
  static final SharedGates OF_THIS_PROCESS = new SharedGates();

  /** A gate's content, and the one variant that was asked for, if any. */
  record Key(String artefactId, @Nullable String variant) {}

  /** Loads a gate and tries its variants. */
  interface Loading {
    ServingGate load() throws GateArtefactException, NoServingVariantException;
  }

  private final Map<Key, Place> places = new HashMap<>();

  /** A user's hold on a gate. */
  final class Lease implements AutoCloseable {
    private final Key key;
    private final ServingGate gate;
    private boolean open = true;

    private Lease(Key key, ServingGate gate) {
      this.key = key;
      this.gate = gate;
    }

    ServingGate gate() {
      return gate;
    }

    /** Another hold on the same gate, while this one lasts. */
    Lease another() {
      return join(key)
          .orElseThrow(() -> new IllegalStateException("nobody holds this gate: " + key));
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        leave(key);
      }
    }
  }

  private static final class Place {
    private int users;
    private @Nullable ServingGate gate;

    synchronized ServingGate gate(Loading loading)
        throws GateArtefactException, NoServingVariantException {
      ServingGate loaded = gate;
      if (loaded == null) {
        gate = loaded = loading.load();
      }
      return loaded;
    }

    synchronized @Nullable ServingGate loaded() {
      return gate;
    }

    synchronized void close() {
      if (gate != null) {
        gate.close();
        gate = null;
      }
    }
  }

  Lease enter(Key key, Loading loading) throws GateArtefactException, NoServingVariantException {
    Place place;
    synchronized (places) {
      place = places.computeIfAbsent(key, k -> new Place());
      place.users++;
    }
    boolean entered = false;
    try {
      Lease lease = new Lease(key, place.gate(loading));
      entered = true;
      return lease;
    } finally {
      if (!entered) {
        leave(key);
      }
    }
  }

  /** A hold on a gate that somebody else has loaded; empty if nobody has. */
  Optional<Lease> join(Key key) {
    @Nullable Place place;
    synchronized (places) {
      place = places.get(key);
      if (place == null) {
        return Optional.empty();
      }
      place.users++;
    }
    ServingGate loaded = place.loaded();
    if (loaded == null) { // who came first could not load it
      leave(key);
      return Optional.empty();
    }
    return Optional.of(new Lease(key, loaded));
  }

  private void leave(Key key) {
    @Nullable Place last = null;
    synchronized (places) {
      Place place = places.get(key);
      if (place != null && --place.users == 0) {
        last = places.remove(key);
      }
    }
    if (last != null) {
      last.close();
    }
  }

  /** How many gates are in memory. */
  int size() {
    synchronized (places) {
      return places.size();
    }
  }
}
