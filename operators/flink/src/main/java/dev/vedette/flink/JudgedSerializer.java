package dev.vedette.flink;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes judged events field by field, and what they show with Flink's own serializers.
 *
 * <p>For what is on its way only. A checkpoint whose barriers have overtaken it has it too, and can
 * be restored by the same version alone: whoever changes what is written counts {@link #FORMAT} up.
 */
final class JudgedSerializer extends TypeSerializer<Judged> {
  private static final long serialVersionUID = 1;

  private static final byte FORMAT = 1;

  private static final int POSITIVE = 1;
  private static final int PLACED = 2;
  private static final int PICTURED = 4;
  private static final int SAMPLED = 8;

  private static final Kind[] KINDS = Kind.values();

  private final TypeSerializer<Picture> pictures;
  private final TypeSerializer<Samples> samples;

  private transient @Nullable TextBytes texts;

  JudgedSerializer(TypeSerializer<Picture> pictures, TypeSerializer<Samples> samples) {
    this.pictures = pictures;
    this.samples = samples;
  }

  @Override
  public void serialize(Judged judged, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    write(judged.header(), out);
    Judgement judgement = judged.judgement();
    @Nullable Region region = judgement.region();
    @Nullable Picture picture = judged.picture();
    @Nullable Samples shown = judged.samples();
    out.writeByte(
        (judgement.positive() ? POSITIVE : 0)
            | (region == null ? 0 : PLACED)
            | (picture == null ? 0 : PICTURED)
            | (shown == null ? 0 : SAMPLED));
    TextBytes.write(judgement.gate(), out);
    TextBytes.write(judgement.variant(), out);
    TextBytes.write(judgement.label(), out);
    out.writeDouble(judgement.score());
    if (region != null) {
      out.writeDouble(region.left());
      out.writeDouble(region.top());
      out.writeDouble(region.right());
      out.writeDouble(region.bottom());
    }
    if (picture != null) {
      pictures.serialize(picture, out);
    }
    if (shown != null) {
      samples.serialize(shown, out);
    }
    write(judged.judgedAt(), out);
    out.writeLong(judged.gateMicros());
  }

  private static void write(EventHeader header, DataOutputView out) throws IOException {
    TextBytes.write(header.eventId(), out);
    TextBytes.write(header.tenant(), out);
    TextBytes.write(header.device(), out);
    TextBytes.write(header.deviceClass(), out);
    out.writeByte(header.kind().ordinal());
    write(header.capturedAt(), out);
    Origin origin = header.origin();
    TextBytes.write(origin.topic(), out);
    out.writeInt(origin.partition());
    out.writeLong(origin.offset());
    write(origin.appendedAt(), out);
  }

  private static void write(Instant instant, DataOutputView out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  @Override
  public Judged deserialize(DataInputView in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "a judged event in format %d, where this version has %d: start from a savepoint, a checkpoint whose barriers have overtaken events can be restored by its own version alone"
              .formatted(format, FORMAT));
    }
    TextBytes text = texts();
    EventHeader header = header(text, in);
    int flags = in.readByte();
    boolean isPositive = (flags & POSITIVE) != 0;
    String gate = text.read(in);
    String variant = text.read(in);
    String label = text.read(in);
    double score = in.readDouble();
    @Nullable Region region = (flags & PLACED) == 0 ? null : region(in);
    var judgement = new Judgement(gate, variant, label, score, isPositive, region);
    @Nullable Picture picture = (flags & PICTURED) == 0 ? null : pictures.deserialize(in);
    @Nullable Samples shown = (flags & SAMPLED) == 0 ? null : samples.deserialize(in);
    return new Judged(header, judgement, picture, shown, instant(in), in.readLong());
  }

  private static EventHeader header(TextBytes text, DataInputView in) throws IOException {
    return new EventHeader(
        text.read(in),
        text.read(in),
        text.read(in),
        text.read(in),
        KINDS[in.readByte()],
        instant(in),
        new Origin(text.read(in), in.readInt(), in.readLong(), instant(in)));
  }

  private static Region region(DataInputView in) throws IOException {
    return new Region(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }

  private static Instant instant(DataInputView in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private TextBytes texts() {
    TextBytes known = texts;
    if (known == null) {
      known = new TextBytes();
      texts = known;
    }
    return known;
  }

  @Override
  public Judged deserialize(Judged reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  /** Nobody writes to the bytes of a picture. */
  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Judged copy(Judged from) {
    return from;
  }

  @Override
  public Judged copy(Judged from, Judged reuse) {
    return from;
  }

  @Override
  public Judged createInstance() {
    throw new UnsupportedOperationException("there is no empty judgement");
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializer<Judged> duplicate() {
    return new JudgedSerializer(pictures.duplicate(), samples.duplicate());
  }

  /** Would be kept beside state, to read it by. */
  @Override
  public TypeSerializerSnapshot<Judged> snapshotConfiguration() {
    throw new UnsupportedOperationException("judged events are never state");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JudgedSerializer that
        && pictures.equals(that.pictures)
        && samples.equals(that.samples);
  }

  @Override
  public int hashCode() {
    return 31 * pictures.hashCode() + samples.hashCode();
  }
}
