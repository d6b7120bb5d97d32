package dev.vedette.pipeline.held;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The records that a sink holds. Where Flink's connector has written the state itself, as in
 * release 0.1.0, nothing was held.
 */
final class HeldRecordsSerializer implements SimpleVersionedSerializer<List<HeldRecord>> {
  /** Far from those of the connector, which go on being counted. */
  static final int VERSION = 101;

  /** Below it are the connector's. */
  private static final int FIRST_VERSION = 101;

  private static final String WHAT = "a sink's held records";

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(List<HeldRecord> records) throws IOException {
    return StateBytes.write(out -> write(records, out));
  }

  private static void write(List<HeldRecord> records, DataOutputStream out) throws IOException {
    out.writeInt(records.size());
    for (HeldRecord record : records) {
      StateBytes.writeBytes(record.key(), out);
      StateBytes.writeBytes(record.value(), out);
      out.writeInt(record.headers().size());
      for (Header header : record.headers()) {
        out.writeUTF(header.key());
        StateBytes.writeBytes(header.value(), out);
      }
    }
  }

  @Override
  public List<HeldRecord> deserialize(int version, byte[] serialized) throws IOException {
    if (version < FIRST_VERSION) {
      return List.of();
    }
    if (version > VERSION) {
      throw StateBytes.tooNew(WHAT, version, VERSION);
    }
    return StateBytes.read(WHAT, serialized, HeldRecordsSerializer::read);
  }

  private static List<HeldRecord> read(DataInputStream in) throws IOException {
    List<HeldRecord> records = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] key = StateBytes.readBytes(in);
      byte[] value = StateBytes.readBytes(in);
      List<Header> headers = new ArrayList<>();
      for (int further = in.readInt(); further > 0; further--) {
        headers.add(new RecordHeader(in.readUTF(), StateBytes.readBytes(in)));
      }
      records.add(new HeldRecord(key, value, headers));
    }
    return records;
  }
}
