package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Origin;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/** A dead letter as it stands in the job's state. */
final class LetterBytes {
  private LetterBytes() {}

  static void write(DeadLetter letter, DataOutputStream out) throws IOException {
    writeText(letter.reason().wireName(), out);
    writeText(letter.detail(), out);
    Origin origin = letter.origin();
    writeText(origin.topic(), out);
    out.writeInt(origin.partition());
    out.writeLong(origin.offset());
    writeTime(origin.appendedAt(), out);
    StateBytes.writeBytes(letter.bytes(), out);
    out.writeLong(letter.length());
    writeText(letter.sha256(), out);
    writeTime(letter.at(), out);
  }

  static DeadLetter read(DataInputStream in) throws IOException {
    DeadLetterReason reason = reason(readText(in));
    String detail = readText(in);
    String topic = readText(in);
    if (topic.isEmpty()) {
      throw new IOException("a dead letter from a topic without a name");
    }
    Origin origin = new Origin(topic, in.readInt(), in.readLong(), readTime(in));
    return new DeadLetter(
        reason,
        detail,
        origin,
        StateBytes.readBytes(in),
        in.readLong(),
        readText(in),
        readTime(in));
  }

  private static DeadLetterReason reason(String name) throws IOException {
    return Arrays.stream(DeadLetterReason.values())
        .filter(reason -> reason.wireName().equals(name))
        .findAny()
        .orElseThrow(() -> new IOException("no reason of a dead letter: '%s'".formatted(name)));
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    StateBytes.writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(StateBytes.readBytes(in), StandardCharsets.UTF_8);
  }

  private static void writeTime(Instant time, DataOutputStream out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant readTime(DataInputStream in) throws IOException {
    long seconds = in.readLong();
    int nanos = in.readInt();
    try {
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException("no time: %d s and %d ns".formatted(seconds, nanos), e);
    }
  }
}
