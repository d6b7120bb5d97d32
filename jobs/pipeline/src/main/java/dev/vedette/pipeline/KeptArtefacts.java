package dev.vedette.pipeline;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateCache;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artefacts of releases on this machine's own disk, by their hash, so that a site that restarts
 * without its uplink goes on with what it served. Whoever takes one checks it as if it came from
 * afar.
 */
final class KeptArtefacts implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(KeptArtefacts.class);

  /** What served before, and one on trial, for a few gates; and whatever is in use. */
  private static final int MOST = 8;

  /** The gates of this process that are open and came out of an artefact, by its hash. */
  private static final Map<String, Use> IN_USE = new ConcurrentHashMap<>();

  /** What an artefact turned out to be, and how many gates are open that came out of it. */
  private record Use(String gateId, int gates) {
    Use changed(int by) {
      return new Use(gateId, gates + by);
    }
  }

  private final @Nullable String own;

  private KeptArtefacts(@Nullable String own) {
    this.own = own;
  }

  /** Beside the gates that were copied from the class path. */
  static KeptArtefacts inCache() {
    return new KeptArtefacts(null);
  }

  static KeptArtefacts in(Path folder) {
    return new KeptArtefacts(folder.toString());
  }

  /** The bytes that were kept under a hash, whatever has become of them. */
  Optional<byte[]> find(String sha256) {
    try {
      Path file = folder().resolve(sha256);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      touch(file);
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException | GateArtefactException e) {
      LOG.warn("No artefact that was kept on this machine can be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Keeps an artefact. A disk that is full costs the next restart its head start, nothing else. */
  void keep(String sha256, byte[] bytes) {
    try {
      Path folder = Files.createDirectories(folder());
      Path part = Files.createTempFile(folder, ".part", "");
      try {
        Files.write(part, bytes);
        Files.move(part, folder.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      forgetOldest(folder);
    } catch (IOException | GateArtefactException e) {
      LOG.warn(
          "An artefact of a release cannot be kept on this machine, so a restart will need its"
              + " source again: {}",
          e.getMessage());
    }
  }

  /**
   * An artefact stays as long as it is in use here, whatever else comes to this process.
   *
   * @param gateId of the gate that came out of it, see {@link GateArtefact#id}
   */
  static void use(String sha256, String gateId) {
    IN_USE.merge(sha256, new Use(gateId, 1), (before, one) -> before.changed(1));
  }

  /** The id of the gate that came out of an artefact, while one is open. */
  static Optional<String> gateIn(String sha256) {
    return Optional.ofNullable(IN_USE.get(sha256)).map(Use::gateId);
  }

  /** The reverse of {@link #use}. */
  static void letGo(String sha256) {
    IN_USE.computeIfPresent(sha256, (hash, use) -> use.gates() == 1 ? null : use.changed(-1));
  }

  private static void forgetOldest(Path folder) throws IOException {
    for (String inUse : IN_USE.keySet()) {
      touch(folder.resolve(inUse));
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> newestFirst =
          files.sorted(Comparator.comparing(KeptArtefacts::keptAt).reversed()).toList();
      for (Path file :
          newestFirst.subList(Math.min(MOST, newestFirst.size()), newestFirst.size())) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void touch(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }
  }

  private static long keptAt(Path file) {
    return file.toFile().lastModified();
  }

  private Path folder() throws GateArtefactException {
    return own == null ? GateCache.folder().resolve("released") : Path.of(own);
  }
}
