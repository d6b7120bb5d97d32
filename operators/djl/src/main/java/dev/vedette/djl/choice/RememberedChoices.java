package dev.vedette.djl.choice;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.djl.artefact.GateArtefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The choices of the last day on this host, in files of a folder that processes share: whoever
 * starts again after a crash need not time all variants anew, while events wait.
 *
 * <p>A file is a hint. What serves by it has to pass its trial all the same, and one that cannot be
 * read or written costs a start its seconds and nothing else.
 */
public final class RememberedChoices {
  /** One that was made in a bad moment is made anew some day. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(RememberedChoices.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final InstantSource clock;

  /** A file. The time is in milliseconds of the epoch. */
  record Entry(String gate, String artefact, String host, long madeAt, Choice choice) {}

  RememberedChoices(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Those in a folder, which need not be there yet. */
  public static RememberedChoices in(Path folder) {
    return new RememberedChoices(folder, InstantSource.system());
  }

  /** What was chosen of this very artefact on a host like this one. */
  Optional<Choice> recall(GateArtefact artefact, Host host) {
    Path file = file(artefact);
    try {
      Entry entry = MAPPER.readValue(Files.readAllBytes(file), Entry.class);
      Duration age = Duration.between(Instant.ofEpochMilli(entry.madeAt()), clock.instant());
      boolean fits =
          entry.artefact().equals(artefact.id())
              && entry.host().equals(host.facts())
              && !age.isNegative()
              && age.compareTo(KEPT) < 0;
      return fits ? Optional.of(entry.choice()) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) { // NullPointerException: a part is missing
      LOG.info("{} is no choice ({}); all variants are tried", file, e.getClass().getName());
      return Optional.empty();
    }
  }

  void remember(GateArtefact artefact, Host host, Choice choice) {
    var entry =
        new Entry(
            artefact.manifest().gate(),
            artefact.id(),
            host.facts(),
            clock.instant().toEpochMilli(),
            choice);
    try {
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, ".choice", "");
      try {
        Files.write(written, MAPPER.writeValueAsBytes(entry));
        Files.move(
            written,
            file(artefact),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      LOG.info("which variants serve is not remembered for the next start: {}", e.toString());
    }
  }

  private Path file(GateArtefact artefact) {
    return folder.resolve(
        "%s-%s.json".formatted(artefact.manifest().gate(), artefact.id().substring(0, 16)));
  }
}
