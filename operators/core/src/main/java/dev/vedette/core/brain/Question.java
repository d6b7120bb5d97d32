package dev.vedette.core.brain;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.money.Account;
import dev.vedette.core.privacy.PreparedPicture;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the brain would be asked about an episode.
 *
 * @param inferenceId the same for the same event and label in every run, so that a replayed
 *     question finds the answer that was already paid for; says nothing of the device to outsiders
 * @param picture null for sensors, and where the picture could not be prepared
 * @param deadline when the answer is worth nothing any more
 */
public record Question(
    String inferenceId,
    EventHeader header,
    Judgement judgement,
    String episodeId,
    @Nullable PreparedPicture picture,
    @Nullable Samples samples,
    Account account,
    Instant judgedAt,
    long gateMicros,
    Instant deadline) {

  public static Question about(
      Judged judged, String episodeId, @Nullable PreparedPicture picture, Instant deadline) {
    EventHeader header = judged.header();
    String label = judged.judgement().label();
    return new Question(
        inferenceId(header, label),
        header,
        judged.judgement(),
        episodeId,
        picture,
        judged.samples(),
        new Account(header.tenant(), header.deviceClass(), label),
        judged.judgedAt(),
        judged.gateMicros(),
        deadline);
  }

  /** Whether there is anything to show the brain. */
  public boolean hasPayload() {
    return picture != null || samples != null;
  }

  private static String inferenceId(EventHeader header, String label) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {header.deviceKey(), header.eventId(), label}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
