package dev.vedette.pipeline.wire;

import dev.vedette.avro.ArtefactReference;
import dev.vedette.avro.ClassThreshold;
import dev.vedette.avro.InlineArtefact;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.core.release.ShadowLimits;
import dev.vedette.schemas.SchemaCatalog;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a release to and from Avro's record. Who signed it is nothing to them. */
final class ReleaseFields {
  static final Schema SCHEMA = dev.vedette.avro.Release.getClassSchema();
  static final String SCHEMA_ID = SchemaCatalog.idOf(SCHEMA);

  /** They become labels of metrics and names of folders. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private ReleaseFields() {}

  /**
   * Reads a release of whose bytes the bounds and the signature were checked.
   *
   * @throws IllegalArgumentException when the core refuses what the record says
   */
  static Release read(Announcement announcement, Schema writer, String keyId)
      throws UnreadableRecordException, ReleaseRefusedException {
    var avro = ReleaseDatum.read(writer, announcement.bytes());
    requireName(avro.getGate(), "gate");
    requireName(avro.getVersion(), "version");
    if (!avro.getDeviceClasses().isEmpty()) {
      throw unsupported(
          "a release for some device classes only, %s: leave them out, or give each its threshold"
              .formatted(avro.getDeviceClasses()));
    }
    return new Release(
        announcement,
        avro.getGate(),
        avro.getVersion(),
        avro.getSequence(),
        kind(avro.getKind()),
        base(avro.getBase()),
        avro.getAnnouncedAt(),
        avro.getNote(),
        ReleaseDatum.artefact(avro),
        thresholds(avro.getThresholds()),
        List.of(),
        shadow(avro.getShadow()),
        keyId);
  }

  static dev.vedette.avro.Release unsigned(ReleaseDraft draft, String keyId) {
    ReleasedArtefact artefact = draft.artefact();
    ShadowLimits shadow = draft.shadow();
    return dev.vedette.avro.Release.newBuilder()
        .setGate(draft.gate())
        .setVersion(draft.version())
        .setSequence(draft.sequence())
        .setKind(draft.kind().wireName())
        .setBase(draft.base())
        .setAnnouncedAt(draft.announcedAt())
        .setNote(draft.note())
        .setArtefact(artefact == null ? null : union(artefact))
        .setLength(artefact == null ? 0 : artefact.length())
        .setSha256(artefact == null ? "" : artefact.sha256())
        .setThresholds(
            new TreeMap<>(draft.thresholds())
                .entrySet().stream()
                    .map(given -> new ClassThreshold(given.getKey(), given.getValue()))
                    .toList())
        .setShadow(
            shadow == null
                ? null
                : new dev.vedette.avro.Shadow(
                    shadow.events(),
                    shadow.maxDisagreement(),
                    shadow.minPositiveShare(),
                    shadow.maxPositiveShare(),
                    shadow.maxGateMicros(),
                    shadow.decideBy()))
        .setKeyId(keyId)
        .setSignature(ByteBuffer.allocate(0))
        .build();
  }

  private static Object union(ReleasedArtefact artefact) {
    byte[] inline = artefact.inline();
    return inline == null
        ? new ArtefactReference(artefact.uri())
        : new InlineArtefact(ByteBuffer.wrap(inline));
  }

  private static void requireName(String name, String field) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is not up to 100 letters, digits, dots, dashes and underscores"
              .formatted(field, name));
    }
  }

  private static @Nullable String base(@Nullable String base) {
    if (base != null) {
      requireName(base, "base");
    }
    return base;
  }

  private static ReleaseKind kind(String word) throws ReleaseRefusedException {
    for (ReleaseKind kind : ReleaseKind.values()) {
      if (kind.wireName().equals(word)) {
        return kind;
      }
    }
    throw unsupported(
        "a release of the kind '%s': announce a graph, a head or thresholds, or upgrade this job"
            .formatted(word));
  }

  private static Map<String, Double> thresholds(List<ClassThreshold> given) {
    Map<String, Double> thresholds = new HashMap<>();
    for (ClassThreshold one : given) {
      if (!(one.getThreshold() >= 0 && one.getThreshold() <= 1)) {
        throw new IllegalArgumentException(
            "threshold of %s is not in 0..1: %s"
                .formatted(one.getDeviceClass(), one.getThreshold()));
      }
      if (thresholds.put(one.getDeviceClass(), one.getThreshold()) != null) {
        throw new IllegalArgumentException("two thresholds of " + one.getDeviceClass());
      }
    }
    return thresholds;
  }

  private static @Nullable ShadowLimits shadow(dev.vedette.avro.@Nullable Shadow shadow) {
    return shadow == null
        ? null
        : new ShadowLimits(
            shadow.getEvents(),
            shadow.getMaxDisagreement(),
            shadow.getMinPositiveShare(),
            shadow.getMaxPositiveShare(),
            shadow.getMaxGateMicros(),
            shadow.getDecideBy());
  }

  private static ReleaseRefusedException unsupported(String what) {
    return new ReleaseRefusedException(Reason.UNSUPPORTED, "this version cannot do " + what);
  }
}
