package dev.vedette.pipeline.letters;

import dev.vedette.core.event.DeadLetter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The sink's state, behind its checksum. What Flink's connector has written itself is read as well:
 * the sink of release 0.1.0 was the connector's.
 */
final class LettersStateSerializer implements SimpleVersionedSerializer<LettersState> {
  /** Far from those of the connector, which go on being counted. */
  static final int VERSION = 101;

  /** Below it are the connector's. */
  private static final int FIRST_VERSION = 101;

  private final SimpleVersionedSerializer<KafkaWriterState> connector;

  LettersStateSerializer(SimpleVersionedSerializer<KafkaWriterState> connector) {
    this.connector = connector;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(LettersState state) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(connector.getVersion());
    out.writeInt(state.kafka().size());
    for (KafkaWriterState each : state.kafka()) {
      LetterBytes.writeBytes(connector.serialize(each), out);
    }
    OpenTransaction open = state.open();
    out.writeBoolean(open != null);
    if (open != null) {
      out.writeUTF(open.prefix());
      out.writeInt(open.subtask());
      out.writeLong(open.number());
    }
    out.writeInt(state.letters().size());
    for (DeadLetter letter : state.letters()) {
      LetterBytes.write(letter, out);
    }
    byte[] content = bytes.toByteArray();
    return ByteBuffer.allocate(Integer.BYTES + content.length)
        .putInt(checksum(content))
        .put(content)
        .array();
  }

  @Override
  public LettersState deserialize(int version, byte[] serialized) throws IOException {
    if (version < FIRST_VERSION) {
      return LettersState.ofConnector(connector.deserialize(version, serialized));
    }
    if (version > VERSION) {
      throw new IOException(
          "the state of dead letters is of version %d, and this release reads up to %d: restore it with the release that wrote it, or a later one"
              .formatted(version, VERSION));
    }
    if (serialized.length < Integer.BYTES) {
      throw damaged(serialized, null);
    }
    byte[] content = Arrays.copyOfRange(serialized, Integer.BYTES, serialized.length);
    if (ByteBuffer.wrap(serialized).getInt() != checksum(content)) {
      throw damaged(serialized, null);
    }
    try {
      return read(new DataInputStream(new ByteArrayInputStream(content)));
    } catch (IOException e) {
      throw damaged(serialized, e);
    }
  }

  private LettersState read(DataInputStream in) throws IOException {
    int connectorVersion = in.readInt();
    List<KafkaWriterState> kafka = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      kafka.add(connector.deserialize(connectorVersion, LetterBytes.readBytes(in)));
    }
    OpenTransaction open =
        in.readBoolean() ? new OpenTransaction(in.readUTF(), in.readInt(), in.readLong()) : null;
    List<DeadLetter> letters = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      letters.add(LetterBytes.read(in));
    }
    return new LettersState(kafka, open, letters);
  }

  private static int checksum(byte[] content) {
    var checksum = new CRC32C();
    checksum.update(content);
    return (int) checksum.getValue();
  }

  private static IOException damaged(byte[] serialized, @Nullable IOException cause) {
    return new IOException(
        "the state of dead letters is damaged, %d bytes of it: restore an older checkpoint"
            .formatted(serialized.length),
        cause);
  }
}
