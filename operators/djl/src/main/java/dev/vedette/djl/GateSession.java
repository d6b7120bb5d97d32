package dev.vedette.djl;

import dev.vedette.djl.artefact.Decode;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Outputs;
import dev.vedette.djl.artefact.PictureInput;
import dev.vedette.djl.choice.Ladder;
import dev.vedette.djl.choice.LoadedVariant;
import dev.vedette.djl.choice.Refusal;
import dev.vedette.djl.choice.Scorer;
import dev.vedette.djl.choice.ServingGate;
import dev.vedette.djl.graph.BatchMemory;
import dev.vedette.djl.graph.JpegDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gate's engine without the gate: bytes to pictures, pictures or windows to scores.
 *
 * <p>It is what a pipeline's throughput can be compared with, and what a head is taught from. Not
 * thread-safe; sessions of the same gate share its network.
 */
public final class GateSession implements AutoCloseable {
  private final SharedGates.Lease lease;
  private final GateSource source;
  private final ServingGate gate;
  private final Judging judging;
  private final @Nullable JpegDecoder decoder;
  private final Map<String, Scorer> scorers = new HashMap<>();
  private final List<ByteBuffer> batches = new ArrayList<>();
  private boolean open = true;

  private GateSession(SharedGates.Lease lease, GateSource source, Judging judging) {
    this.lease = lease;
    this.source = source;
    this.judging = judging;
    gate = lease.gate();
    GateManifest manifest = gate.manifest();
    @Nullable Decode decode = manifest.decode();
    decoder =
        gate.decoding() != null
                && decode != null
                && manifest.input() instanceof PictureInput pictures
            ? new JpegDecoder(gate.decoding(), decode.signatures(), pictures.side())
            : null;
    for (LoadedVariant loaded : gate.serving()) {
      scorers.put(loaded.name(), new Scorer(loaded.network(), manifest, judging.head()));
    }
  }

  /**
   * A session that ends its hold on the gate when it is closed, or when there can be none.
   *
   * @throws GateArtefactException if the edition's head is none for this gate
   */
  static GateSession over(SharedGates.Lease lease, GateSource source, @Nullable Edition edition)
      throws GateArtefactException {
    boolean opened = false;
    try {
      Judging judging = Judging.of(lease.gate().artefact(), source, edition);
      var session = new GateSession(lease, source, judging);
      opened = true;
      return session;
    } finally {
      if (!opened) {
        lease.close(); // else the network would stay in memory for nobody
      }
    }
  }

  /** Another session of the same gate, with what a later release changes of it. */
  GateSession inEdition(Edition edition) throws GateArtefactException {
    return over(lease.another(), source, edition);
  }

  public GateManifest manifest() {
    return gate.manifest();
  }

  /** How it is used. */
  GateSource source() {
    return source;
  }

  Judging judging() {
    return judging;
  }

  String artefactId() {
    return gate.artefact().id();
  }

  /** What is shared with other sessions of the same gate. */
  ServingGate shared() {
    return gate;
  }

  /** Which variant judges a batch of which size. */
  public Ladder ladder() {
    return gate.ladder();
  }

  /** Why some variants do not serve on this host; empty when none was refused. */
  public List<Refusal> refusals() {
    return gate.refusals();
  }

  /** A buffer for a batch, which {@link #infer} takes, and which is gone with this session. */
  public ByteBuffer newBatch(int events) {
    ByteBuffer batch =
        BatchMemory.take(Math.multiplyExact(events, manifest().input().eventBytes()));
    batches.add(batch);
    return batch;
  }

  /** By how much to shrink a JPEG of this size while decoding it. */
  public int ratioFor(int width, int height) {
    return decoder().ratioFor(width, height);
  }

  /**
   * Decodes a JPEG to where the batch's position is, which moves on by one picture.
   *
   * @return what is wrong with the file, if it cannot be decoded; the batch then stays as it is
   */
  public Optional<String> decode(byte[] jpeg, int ratio, ByteBuffer batch) {
    return decoder().decode(jpeg, ratio, batch);
  }

  private JpegDecoder decoder() {
    if (decoder == null) {
      throw new IllegalStateException(manifest().gate() + " judges no pictures");
    }
    return decoder;
  }

  /**
   * Scores the first events of a batch, whatever its position.
   *
   * @param scores receives {@code events} scores
   */
  public void infer(ByteBuffer batch, int events, float[] scores) {
    scorerFor(events).score(batch, events, scores);
  }

  /**
   * The same with where in the picture each is, of a gate that says so.
   *
   * @param regions receives the sides of {@link Outputs.Place} event by event
   */
  void infer(ByteBuffer batch, int events, float[] scores, float[] regions) {
    scorerFor(events).score(batch, events, scores, regions);
  }

  /**
   * What the head weighs, for teaching; of a gate that has one. Its size for one event is in the
   * manifest's {@code outputs}.
   *
   * @param features receives them event by event
   * @param priors receives one logit for each event
   */
  public void features(ByteBuffer batch, int events, float[] features, float[] priors) {
    scorerFor(events).features(batch, events, features, priors);
  }

  private Scorer scorerFor(int events) {
    return Objects.requireNonNull(scorers.get(gate.ladder().variantFor(events)));
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      if (decoder != null) {
        decoder.close();
      }
      scorers.values().forEach(Scorer::close);
      batches.forEach(BatchMemory::giveBack);
      lease.close();
    }
  }
}
