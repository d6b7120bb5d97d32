package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.schemas.SchemaCatalog;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Nobody but the owner of a trusted key is believed, whatever stands in the topic. */
class DamagedAnnouncementTest {
  private static final SeededKey KEY = SeededKey.of("site-1", 1);

  /** Of the same name, but not the one that is trusted. */
  private static final SeededKey FOREIGN = SeededKey.of("site-1", 2);

  private static final int FIELD = 66;

  private final SignedReleases reader =
      new SignedReleases(KEY.trustedIn(Path.of("target/trusted")));
  private final Announcement good = by(KEY);

  private static Announcement by(SeededKey key) {
    try {
      return ReleaseSigning.sign(Given.headDraft(), key).announcement();
    } catch (ReleaseRefusedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isBelieved(Announcement announcement) {
    try {
      reader.read(announcement);
      return true;
    } catch (ReleaseRefusedException e) {
      return false;
    }
  }

  private boolean isBelieved(byte[] bytes) {
    return isBelieved(new Announcement(good.schemaId(), bytes));
  }

  private enum Damage {
    BYTES,
    CUT,
    PIECE,
    SIGNATURE,
    OTHER_SIGNATURE,
    SCHEMA_ID,
    KEY
  }

  @Property(tries = 5_000)
  void aDamagedAnnouncementIsNeverBelieved(@ForAll Damage damage, @ForAll Random random) {
    byte[] bytes = good.bytes().clone();
    int signature = bytes.length - FIELD;
    Announcement damaged =
        switch (damage) {
          case BYTES -> of(flipped(bytes, 0, bytes.length, random));
          case CUT -> of(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
          case PIECE -> of(grown(bytes, random));
          case SIGNATURE -> of(flipped(bytes, signature, bytes.length, random));
          case OTHER_SIGNATURE -> of(withSignature(bytes, random));
          case SCHEMA_ID -> new Announcement(otherId(random), bytes);
          case KEY -> of(by(FOREIGN).bytes());
        };
    assertThat(isBelieved(damaged)).isFalse();
  }

  @Property(tries = 3_000)
  void anyBytesUnderAnyIdAreRefusedAndNothingElseIsThrown(
      @ForAll("ids") String id, @ForAll byte[] bytes) {
    assertThat(isBelieved(new Announcement(id, bytes))).isFalse();
  }

  @Property(tries = 2_000)
  void lengthsThatPromiseGigabytesAreRefused(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 9) int size) {
    byte[] bytes = good.bytes().clone();
    int at = random.nextInt(bytes.length - size);
    Arrays.fill(bytes, at, at + size, (byte) 0xff);
    assertThat(isBelieved(bytes)).isFalse();
  }

  @Example
  void noSingleBitMayDiffer() {
    assertThat(isBelieved(good)).isTrue();
    for (int bit = 0; bit < good.bytes().length * Byte.SIZE; bit++) {
      byte[] bytes = good.bytes().clone();
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(isBelieved(bytes)).as("bit %d", bit).isFalse();
    }
  }

  @Example
  void noByteMayBeMissingAtTheEnd() {
    for (int length = 0; length < good.bytes().length; length++) {
      assertThat(isBelieved(Arrays.copyOf(good.bytes(), length))).as("%d bytes", length).isFalse();
    }
  }

  /** A signature is a point and a number; a number that is too large by the group's order fits. */
  @Example
  void theSameSignatureInOtherBytesIsRefused() {
    BigInteger order =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] bytes = good.bytes().clone();
    byte[] number = new byte[32];
    for (int i = 0; i < 32; i++) {
      number[i] = bytes[bytes.length - 1 - i];
    }
    byte[] larger = new BigInteger(1, number).add(order).toByteArray();
    for (int i = 0; i < 32; i++) {
      int from = larger.length - 1 - i;
      bytes[bytes.length - 32 + i] = from < 0 ? 0 : larger[from];
    }
    assertThat(isBelieved(bytes)).isFalse();
  }

  private Announcement of(byte[] bytes) {
    return new Announcement(good.schemaId(), bytes);
  }

  /** One to eight different bits. */
  private static byte[] flipped(byte[] bytes, int from, int to, Random random) {
    int flips = 1 + random.nextInt(8);
    random
        .ints(0, (to - from) * Byte.SIZE)
        .distinct()
        .limit(flips)
        .forEach(bit -> bytes[from + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE));
    return bytes;
  }

  private static byte[] grown(byte[] bytes, Random random) {
    byte[] piece = new byte[1 + random.nextInt(12)];
    random.nextBytes(piece);
    int at = random.nextInt(bytes.length + 1);
    byte[] grown = Arrays.copyOf(bytes, bytes.length + piece.length);
    System.arraycopy(piece, 0, grown, at, piece.length);
    System.arraycopy(bytes, at, grown, at + piece.length, bytes.length - at);
    return grown;
  }

  private static byte[] withSignature(byte[] bytes, Random random) {
    byte[] signature = new byte[random.nextBoolean() ? 64 : random.nextInt(200)];
    random.nextBytes(signature);
    byte[] field = SignedParts.field(signature);
    int end = bytes.length - FIELD;
    byte[] forged = Arrays.copyOf(bytes, end + field.length);
    System.arraycopy(field, 0, forged, end, field.length);
    return forged;
  }

  private String otherId(Random random) {
    String known =
        SchemaCatalog.idOf(
            SchemaCatalog.current().get(random.nextInt(SchemaCatalog.current().size())));
    return random.nextBoolean() && !known.equals(good.schemaId())
        ? known
        : "%016x".formatted(random.nextLong());
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.oneOf(
        Arbitraries.of(SchemaCatalog.current().stream().map(SchemaCatalog::idOf).toList()),
        Arbitraries.strings().ofMaxLength(20));
  }
}
