package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.djl.artefact.GateArchive;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.UnpackedGate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * A gate's archive in memory, looked through before anybody is told of it.
 *
 * @param bytes of the ZIP
 */
record ArchiveFile(GateManifest manifest, byte[] bytes) {
  /** More than a job reads. */
  private static final long MOST_BYTES = 256L << 20;

  /** Of a gate's folder, or of the archive that somebody made of one. */
  static ArchiveFile of(Path path) throws FailedCommandException, GateArtefactException {
    try {
      byte[] bytes;
      if (Files.isDirectory(path)) {
        var archive = new ByteArrayOutputStream();
        GateArchive.write(path, archive);
        bytes = archive.toByteArray();
      } else {
        bytes = Files.readAllBytes(path);
      }
      if (bytes.length > MOST_BYTES) {
        throw new FailedCommandException(
            "%s has %d bytes, a job reads %d at most".formatted(path, bytes.length, MOST_BYTES));
      }
      return new ArchiveFile(manifest(path, bytes), bytes);
    } catch (IOException e) {
      throw new FailedCommandException("cannot read %s: %s".formatted(path, e), e);
    }
  }

  private static GateManifest manifest(Path path, byte[] bytes)
      throws IOException, GateArtefactException {
    try (UnpackedGate gate = UnpackedGate.of(path.toString(), bytes)) {
      return gate.artefact().manifest();
    }
  }

  String sha256() {
    return Sha256.hex(bytes);
  }

  /** A path on this machine is a URI as well. */
  static URI absolute(String uri) {
    URI given = URI.create(uri);
    return given.isAbsolute() ? given : Path.of(uri).toAbsolutePath().normalize().toUri();
  }

  /** Puts it where the job will look, and never in place of something else. */
  void store(URI uri) throws FailedCommandException {
    var path = new org.apache.flink.core.fs.Path(uri);
    try {
      FileSystem files = FileSystem.get(uri);
      if (files.exists(path)) {
        requireTheSame(files, path);
        return;
      }
      FSDataOutputStream to = files.create(path, FileSystem.WriteMode.NO_OVERWRITE);
      try (to) {
        to.write(bytes);
      } catch (IOException e) {
        files.delete(path, false); // half a file would be in the way of the next attempt
        throw e;
      }
    } catch (UnsupportedFileSystemSchemeException e) {
      throw new FailedCommandException(
          "this machine cannot write to %s. Put the archive, %d bytes with SHA-256 %s, there yourself, and say so with --uploaded; 'vedette gate release … --dry-run --uploaded' prints what would be announced"
              .formatted(uri, bytes.length, sha256()),
          e);
    } catch (IOException e) {
      throw new FailedCommandException("cannot write %s: %s".formatted(uri, e.getMessage()), e);
    }
  }

  private void requireTheSame(FileSystem files, org.apache.flink.core.fs.Path path)
      throws IOException, FailedCommandException {
    byte[] there;
    try (var from = files.open(path)) {
      there = from.readNBytes(bytes.length + 1);
    }
    if (!Arrays.equals(there, bytes)) {
      throw new FailedCommandException(
          "%s is another file: what is released is never written over, name another --uri"
              .formatted(path));
    }
  }
}
