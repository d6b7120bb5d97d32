package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.HeadFile;
import dev.vedette.djl.artefact.Outputs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be released, read and looked through.
 *
 * @param base of a head
 * @param archive that has to be where the artefact says; null for what goes by value
 */
record ReleaseContent(
    ReleaseKind kind,
    @Nullable String base,
    @Nullable ReleasedArtefact artefact,
    @Nullable ArchiveFile archive) {
  /** Less than a broker takes in one record by default, with room for all that stands beside it. */
  private static final int MOST_INLINE_BYTES = 512 * 1024;

  static ReleaseContent of(String gate, String version, ContentOptions given)
      throws FailedCommandException, GateArtefactException {
    Path head = given.head;
    if (head != null) {
      return head(gate, head, given.base);
    }
    Path inline = given.inline;
    if (inline != null) {
      ArchiveFile archive = archive(inline, gate, version);
      return new ReleaseContent(ReleaseKind.GRAPH, null, byValue(inline, archive.bytes()), null);
    }
    Path artefact = given.artefact;
    String uri = given.uri;
    if (artefact == null || uri == null) {
      return new ReleaseContent(ReleaseKind.THRESHOLDS, null, null, null);
    }
    ArchiveFile archive = archive(artefact, gate, version);
    URI absolute;
    try {
      absolute = ArchiveFile.absolute(uri);
    } catch (IllegalArgumentException e) {
      throw new FailedCommandException("--uri: %s".formatted(e.getMessage()), e);
    }
    return new ReleaseContent(
        ReleaseKind.GRAPH,
        null,
        ReleasedArtefact.at(absolute.toString(), archive.bytes().length, archive.sha256()),
        archive);
  }

  private static ArchiveFile archive(Path path, String gate, String version)
      throws FailedCommandException, GateArtefactException {
    ArchiveFile archive = ArchiveFile.of(path);
    String named = gate + '@' + version;
    if (!archive.manifest().gate().equals(named)) {
      throw new FailedCommandException(
          "%s is %s and not %s: release it under its own name and version"
              .formatted(path, archive.manifest().gate(), named));
    }
    return archive;
  }

  private static ReleaseContent head(String gate, Path file, @Nullable String said)
      throws FailedCommandException, GateArtefactException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new FailedCommandException("cannot read the head %s: %s".formatted(file, e), e);
    }
    HeadFile head = HeadFile.read(file.toString(), bytes);
    if (!head.gate().startsWith(gate + '@')) {
      throw new FailedCommandException(
          "%s is a head of %s and not of %s".formatted(file, head.gate(), gate));
    }
    String base = said == null ? head.gate().substring(gate.length() + 1) : said;
    requireFit(head, file, gate, base);
    return new ReleaseContent(ReleaseKind.HEAD, base, byValue(file, bytes), null);
  }

  /** Where the graph comes with Vedette; of any other, the job itself finds out. */
  private static void requireFit(HeadFile head, Path file, String gate, String base)
      throws FailedCommandException, GateArtefactException {
    for (NamedGate known : NamedGate.builtIn()) {
      GateManifest manifest =
          known.said().equals(gate) ? GateArtefact.readManifest(known.location()) : null;
      if (manifest != null && manifest.version().equals(base)) {
        Outputs outputs = manifest.outputs();
        if (outputs == null) {
          throw new FailedCommandException(
              "%s has its last layer in its graph, and takes no head".formatted(manifest.gate()));
        }
        if (outputs.features().size() != head.head().features()) {
          throw new FailedCommandException(
              "%s weighs %d features, %s has %d: teach one with this gate"
                  .formatted(
                      file, head.head().features(), manifest.gate(), outputs.features().size()));
        }
      }
    }
  }

  private static ReleasedArtefact byValue(Path path, byte[] bytes) throws FailedCommandException {
    if (bytes.length > MOST_INLINE_BYTES) {
      throw new FailedCommandException(
          "%s has %d bytes, and a record should not have more than %d: use --artefact with --uri"
              .formatted(path, bytes.length, MOST_INLINE_BYTES));
    }
    return ReleasedArtefact.of(bytes, Sha256.hex(bytes));
  }
}
