package dev.vedette.flink;

import dev.vedette.core.release.Decision;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.Rollout.Decided;
import dev.vedette.core.release.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What was decided, as the coordinator's part of a checkpoint. */
final class DecidedCodec {
  private static final int VERSION = 1;
  private static final String NO_REASON = "";

  private DecidedCodec() {}

  static byte[] write(Decided decided) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeUTF(decided.gate());
      out.writeInt(decided.recent().size());
      for (Decision decision : decided.recent()) {
        write(decision, out);
      }
    }
    return bytes.toByteArray();
  }

  private static void write(Decision decision, DataOutputStream out) throws IOException {
    out.writeLong(decision.sequence());
    out.writeUTF(decision.step().name());
    Reason reason = decision.reason();
    out.writeUTF(reason == null ? NO_REASON : reason.name());
    out.writeUTF(decision.detail());
    Tally tally = decision.tally();
    out.writeLong(tally.events());
    out.writeLong(tally.disagreements());
    out.writeLong(tally.positives());
    out.writeLong(tally.nanos());
  }

  static Decided read(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException(
            "decisions of format %d, this version of Vedette reads %d: restore with the version"
                    .formatted(version, VERSION)
                + " that took the checkpoint, or a newer one");
      }
      String gate = in.readUTF();
      List<Decision> recent = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        recent.add(readDecision(in));
      }
      return new Decided(gate, recent);
    }
  }

  private static Decision readDecision(DataInputStream in) throws IOException {
    long sequence = in.readLong();
    Decision.Step step = Decision.Step.valueOf(in.readUTF());
    String reason = in.readUTF();
    String detail = in.readUTF();
    var tally = new Tally(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    return new Decision(
        sequence, step, reason.equals(NO_REASON) ? null : Reason.valueOf(reason), detail, tally);
  }
}
