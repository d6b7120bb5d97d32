package dev.vedette.djl.choice;

import dev.vedette.core.gate.Head;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Input;
import dev.vedette.djl.artefact.Outputs;
import dev.vedette.djl.artefact.PictureInput;
import dev.vedette.djl.artefact.WindowInput;
import dev.vedette.djl.graph.Ends;
import dev.vedette.djl.graph.Network;
import dev.vedette.djl.graph.NetworkCall;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One variant of a gate, from a batch of events to scores: a run of its network and, if the gate
 * has one, of the head behind it.
 *
 * <p>Not thread-safe. A batch costs one run of the engine.
 */
public final class Scorer implements AutoCloseable {
  private final NetworkCall call;
  private final @Nullable Head head;
  private final boolean tellsWhere;
  private float[] features = new float[0];
  private float[] priors = new float[0];
  private float[] unread = new float[0];

  /**
   * @param head of a gate whose manifest has {@code outputs}; null for all others
   */
  public Scorer(Network network, GateManifest manifest, @Nullable Head head) {
    if ((head == null) != (manifest.outputs() == null)) {
      throw new IllegalArgumentException(
          "%s %s a head".formatted(manifest.gate(), head == null ? "needs" : "has no use for"));
    }
    this.head = head;
    tellsWhere = manifest.tellsWhere();
    call = network.prepare(new Ends(input(manifest.input()), outputs(manifest)));
  }

  private static Ends.Input input(Input input) {
    if (input instanceof WindowInput window) {
      return new Ends.Input(
          window.name(), Ends.Element.FLOAT32, List.of(window.samples(), window.channels().size()));
    }
    int side = ((PictureInput) input).side();
    return new Ends.Input(input.name(), Ends.Element.UINT8, List.of(side, side, 3));
  }

  private static List<Ends.Output> outputs(GateManifest manifest) {
    @Nullable Outputs outputs = manifest.outputs();
    if (outputs != null) {
      List<Ends.Output> all = new ArrayList<>();
      all.add(new Ends.Output(outputs.features().name(), List.of(outputs.features().size())));
      all.add(new Ends.Output(outputs.prior().name(), List.of()));
      if (outputs.region() != null) {
        all.add(new Ends.Output(outputs.region().name(), List.of(Outputs.Place.SIZE)));
      }
      return all;
    }
    GateManifest.@Nullable Output output = manifest.output();
    if (output == null) {
      throw new IllegalStateException("a manifest without outputs was read: " + manifest.gate());
    }
    return List.of(new Ends.Output(output.name(), List.of()));
  }

  /**
   * Scores the first events of a direct buffer; its position and limit are not looked at.
   *
   * @param scores receives {@code events} scores
   */
  public void score(ByteBuffer batch, int events, float[] scores) {
    score(batch, events, scores, unread(events));
  }

  /**
   * The same with where in the picture each is.
   *
   * @param regions receives the sides of {@link Outputs.Place} event by event, of a gate that says
   *     so; of all others it stays as it is
   */
  public void score(ByteBuffer batch, int events, float[] scores, float[] regions) {
    Head last = head;
    if (last == null) {
      call.run(batch, events, scores);
      return;
    }
    if (priors.length < events) {
      features = new float[events * last.features()];
      priors = new float[events];
    }
    run(batch, events, features, priors, regions);
    for (int i = 0; i < events; i++) {
      scores[i] = (float) last.score(features, i * last.features(), priors[i]);
    }
  }

  /**
   * What the head weighs, of a gate that has one.
   *
   * @param features receives them event by event
   * @param priors receives one for each event
   */
  public void features(ByteBuffer batch, int events, float[] features, float[] priors) {
    if (head == null) {
      throw new IllegalStateException("this gate has its score in the graph, and no features");
    }
    run(batch, events, features, priors, unread(events));
  }

  private void run(
      ByteBuffer batch, int events, float[] toFeatures, float[] toPriors, float[] toRegions) {
    if (tellsWhere) {
      call.run(batch, events, toFeatures, toPriors, toRegions);
    } else {
      call.run(batch, events, toFeatures, toPriors);
    }
  }

  /** Where regions go that nobody wants to know. */
  private float[] unread(int events) {
    if (tellsWhere && unread.length < events * Outputs.Place.SIZE) {
      unread = new float[events * Outputs.Place.SIZE];
    }
    return unread;
  }

  @Override
  public void close() {
    call.close();
  }
}
