package dev.vedette.djl;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import dev.vedette.djl.artefact.Outputs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges lists of events in batches: those that can be read stand one after the other in one buffer
 * and cost one run of the network.
 */
final class Batches {
  /** Makes of an event what the network takes. */
  interface Reader {
    /**
     * Puts an event where the target's position is, which moves on by one event.
     *
     * @return what is wrong with the event, if it cannot be judged; the target then stays as it is
     */
    Optional<Objection> read(Event event, ByteBuffer target);

    /**
     * Where in an event's picture something is that the network saw.
     *
     * @param sides in the network's own square, from {@code at} on
     */
    default Optional<Region> regionOf(Event event, float[] sides, int at) {
      return Optional.empty();
    }
  }

  private final GateSession session;
  private final int maxBatch;
  private final Reader reader;
  private final ByteBuffer buffer;
  private final float[] scores;
  private final float[] regions;

  Batches(GateSession session, int maxBatch, Reader reader) {
    this.session = session;
    this.maxBatch = maxBatch;
    this.reader = reader;
    buffer = session.newBatch(maxBatch);
    scores = new float[maxBatch];
    regions = new float[session.manifest().tellsWhere() ? maxBatch * Outputs.Place.SIZE : 0];
  }

  List<Finding> judge(List<Event> events) {
    List<Finding> findings = new ArrayList<>(events.size());
    for (int from = 0; from < events.size(); from += maxBatch) {
      judgeBatch(events.subList(from, Math.min(from + maxBatch, events.size())), findings);
    }
    return findings;
  }

  private void judgeBatch(List<Event> events, List<Finding> findings) {
    @Nullable Objection[] objections = new Objection[events.size()];
    buffer.clear();
    int readable = 0;
    for (int i = 0; i < objections.length; i++) {
      objections[i] = reader.read(events.get(i), buffer).orElse(null);
      readable += objections[i] == null ? 1 : 0;
    }
    if (readable > 0) {
      session.infer(buffer, readable, scores, regions);
    }
    String variant = session.ladder().variantFor(Math.max(1, readable));
    int scored = 0;
    for (int i = 0; i < objections.length; i++) {
      Objection objection = objections[i];
      findings.add(
          objection == null
              ? found(events.get(i), variant, scored++)
              : new Finding.Unreadable(objection));
    }
  }

  private Finding found(Event event, String variant, int place) {
    Finding finding = session.judging().judge(event, variant, scores[place]);
    return regions.length > 0 && finding instanceof Judgement judgement && judgement.positive()
        ? judgement.at(reader.regionOf(event, regions, place * Outputs.Place.SIZE).orElse(null))
        : finding;
  }
}
