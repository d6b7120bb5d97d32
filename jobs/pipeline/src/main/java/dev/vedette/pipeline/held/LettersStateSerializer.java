package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The sink's state, behind its checksum. What Flink's connector has written itself is read as well:
 * the sink of release 0.1.0 was the connector's.
 */
final class LettersStateSerializer implements SimpleVersionedSerializer<LettersState> {
  /** Far from those of the connector, which go on being counted. */
  static final int VERSION = 101;

  /** Below it are the connector's. */
  private static final int FIRST_VERSION = 101;

  private static final String WHAT = "dead letters";

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
    return StateBytes.write(out -> write(state, out));
  }

  private void write(LettersState state, DataOutputStream out) throws IOException {
    out.writeInt(connector.getVersion());
    out.writeInt(state.kafka().size());
    for (KafkaWriterState each : state.kafka()) {
      StateBytes.writeBytes(connector.serialize(each), out);
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
  }

  @Override
  public LettersState deserialize(int version, byte[] serialized) throws IOException {
    if (version < FIRST_VERSION) {
      return LettersState.ofConnector(connector.deserialize(version, serialized));
    }
    if (version > VERSION) {
      throw StateBytes.tooNew(WHAT, version, VERSION);
    }
    return StateBytes.read(WHAT, serialized, this::read);
  }

  private LettersState read(DataInputStream in) throws IOException {
    int connectorVersion = in.readInt();
    List<KafkaWriterState> kafka = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      kafka.add(connector.deserialize(connectorVersion, StateBytes.readBytes(in)));
    }
    OpenTransaction open =
        in.readBoolean() ? new OpenTransaction(in.readUTF(), in.readInt(), in.readLong()) : null;
    List<DeadLetter> letters = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      letters.add(LetterBytes.read(in));
    }
    return new LettersState(kafka, open, letters);
  }
}
