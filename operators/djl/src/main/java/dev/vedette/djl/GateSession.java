package dev.vedette.djl;

import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.choice.Ladder;
import dev.vedette.djl.choice.LoadedVariant;
import dev.vedette.djl.choice.Refusal;
import dev.vedette.djl.choice.ServingGate;
import dev.vedette.djl.graph.JpegDecoder;
import dev.vedette.djl.graph.PictureScorer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A gate's engine without the gate: bytes to pictures, pictures to scores.
 *
 * <p>It is what a pipeline's throughput can be compared with. Not thread-safe; sessions of the same
 * gate share its network.
 */
public final class GateSession implements AutoCloseable {
  private final SharedGates.Lease lease;
  private final ServingGate gate;
  private final JpegDecoder decoder;
  private final Map<String, PictureScorer> scorers = new HashMap<>();
  private boolean open = true;

  GateSession(SharedGates.Lease lease) {
    this.lease = lease;
    gate = lease.gate();
    GateManifest manifest = gate.manifest();
    int side = manifest.input().side();
    decoder = new JpegDecoder(gate.decoding(), manifest.decode().signatures(), side);
    for (LoadedVariant loaded : gate.serving()) {
      scorers.put(
          loaded.name(), new PictureScorer(loaded.network(), manifest.output().name(), side));
    }
  }

  public GateManifest manifest() {
    return gate.manifest();
  }

  /** Which variant judges a batch of which size. */
  public Ladder ladder() {
    return gate.ladder();
  }

  /** Why some variants do not serve on this host; empty when none was refused. */
  public List<Refusal> refusals() {
    return gate.refusals();
  }

  /** A buffer for a batch, which {@link #infer} takes. */
  public ByteBuffer newBatch(int pictures) {
    return ByteBuffer.allocateDirect(pictures * manifest().input().pictureBytes())
        .order(ByteOrder.nativeOrder());
  }

  /** By how much to shrink a JPEG of this size while decoding it. */
  public int ratioFor(int width, int height) {
    return decoder.ratioFor(width, height);
  }

  /**
   * Decodes a JPEG to where the batch's position is, which moves on by one picture.
   *
   * @return what is wrong with the file, if it cannot be decoded; the batch then stays as it is
   */
  public Optional<String> decode(byte[] jpeg, int ratio, ByteBuffer batch) {
    return decoder.decode(jpeg, ratio, batch);
  }

  /**
   * Scores the first pictures of a batch, whatever its position.
   *
   * @param scores receives {@code count} scores
   */
  public void infer(ByteBuffer batch, int count, float[] scores) {
    Objects.requireNonNull(scorers.get(gate.ladder().variantFor(count)))
        .score(batch, count, scores);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      decoder.close();
      scorers.values().forEach(PictureScorer::close);
      lease.close();
    }
  }
}
