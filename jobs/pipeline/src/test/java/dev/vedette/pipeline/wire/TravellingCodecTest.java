package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What unpacking a codec on the job manager brings in there. */
class TravellingCodecTest {
  @Test
  void noGeneratedClassIsUnpackedWithACodecBecauseAvroWouldKeepItAlive() throws Exception {
    for (Object codec :
        List.of(
            new LedgerCodec(WireOptions.PLAIN, "ledger"),
            new VerdictCodec(WireOptions.PLAIN, "verdicts"),
            new AnnouncementCodec(WireOptions.PLAIN, "releases"),
            new ReleaseStatusCodec(WireOptions.PLAIN, "releases.status"),
            new OrderCodec(WireOptions.PLAIN, "control"),
            new DeadLetterCodec(WireOptions.PLAIN, "dead-letters"))) {
      assertThat(unpacked(codec))
          .isNotEmpty()
          .noneMatch(name -> name.startsWith("dev.vedette.avro"));
    }
  }

  /** The classes that are looked up to unpack an object. */
  private static List<String> unpacked(Object object) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    List<String> names = new ArrayList<>();
    try (var in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass description)
              throws IOException, ClassNotFoundException {
            names.add(description.getName());
            return super.resolveClass(description);
          }
        }) {
      in.readObject();
    }
    return names;
  }
}
