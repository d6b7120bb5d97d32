package dev.vedette.pipeline;

import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.pipeline.wire.ReferenceRoots;
import dev.vedette.pipeline.wire.ReferenceStore;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches what a release brings, and lets nothing through that is not to the byte what was signed.
 *
 * <p>All of it is held in memory between the check and its use, so that nobody can change it in
 * between.
 */
final class ReleasedArtefacts implements Serializable {
  private static final long serialVersionUID = 1;

  /** Gates for the edge have a few megabytes; a signed mistake must not take the heap. */
  private static final long MOST_BYTES = 256L << 20;

  /** By hash. All subtasks want the same at the same moment: one fetches, for all of them. */
  private static final Map<String, CompletableFuture<byte[]>> UNDER_WAY = new ConcurrentHashMap<>();

  private final ReferenceRoots roots;
  private final ReferenceStore store;
  private final KeptArtefacts kept;

  /**
   * @param roots below which artefacts may lie
   * @param store that reads them, with a limit on its time
   * @param kept here before, by their hash
   */
  ReleasedArtefacts(ReferenceRoots roots, ReferenceStore store, KeptArtefacts kept) {
    this.roots = roots;
    this.store = store;
    this.kept = kept;
  }

  byte[] fetch(ReleasedArtefact artefact) throws ReleaseRefusedException {
    byte[] inline = artefact.inline();
    return inline == null ? fetchFromAfar(artefact) : requireSigned(artefact, inline);
  }

  private byte[] fetchFromAfar(ReleasedArtefact artefact) throws ReleaseRefusedException {
    var mine = new CompletableFuture<byte[]>();
    CompletableFuture<byte[]> first = UNDER_WAY.putIfAbsent(artefact.sha256(), mine);
    if (first != null) {
      return requireSigned(artefact, outcome(first));
    }
    try {
      byte[] bytes = keptOrRead(artefact);
      mine.complete(bytes);
      return bytes;
    } catch (ReleaseRefusedException | RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      UNDER_WAY.remove(artefact.sha256());
    }
  }

  private byte[] keptOrRead(ReleasedArtefact artefact) throws ReleaseRefusedException {
    Optional<byte[]> here = kept.find(artefact.sha256()).filter(bytes -> isSigned(artefact, bytes));
    if (here.isPresent()) {
      return here.get();
    }
    byte[] bytes = requireSigned(artefact, read(artefact));
    kept.keep(artefact.sha256(), bytes);
    return bytes;
  }

  private static byte[] outcome(CompletableFuture<byte[]> first) throws ReleaseRefusedException {
    try {
      return first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ReleaseRefusedException refused) {
        throw new ReleaseRefusedException(
            refused.reason(), String.valueOf(refused.getMessage()), refused);
      }
      throw e;
    }
  }

  private static boolean isSigned(ReleasedArtefact artefact, byte[] bytes) {
    return bytes.length == artefact.length() && artefact.sha256().equals(Sha256.hex(bytes));
  }

  private static byte[] requireSigned(ReleasedArtefact artefact, byte[] bytes)
      throws ReleaseRefusedException {
    if (!isSigned(artefact, bytes)) {
      throw new ReleaseRefusedException(
          Reason.DAMAGED,
          "the artefact has not the %d bytes of SHA-256 %s that were signed, but %s of %s; put the"
                  .formatted(
                      artefact.length(),
                      artefact.sha256(),
                      bytes.length > artefact.length() ? "more" : Integer.toString(bytes.length),
                      Sha256.hex(bytes))
              + " file that was released back in its place, and release it again");
    }
    return bytes;
  }

  private byte[] read(ReleasedArtefact artefact) throws ReleaseRefusedException {
    if (artefact.length() > MOST_BYTES) {
      throw new ReleaseRefusedException(
          Reason.UNSUPPORTED,
          "an artefact of %d bytes, %d are the most".formatted(artefact.length(), MOST_BYTES));
    }
    try {
      return store.read(roots.allowed(String.valueOf(artefact.uri())), artefact.length() + 1);
    } catch (UnreadableRecordException e) {
      throw new ReleaseRefusedException(
          Reason.UNREACHABLE,
          "%s; add its folder to %s"
              .formatted(e.objection().detail(), GateOptions.RELEASE_ROOTS.key()),
          e);
    } catch (IOException e) {
      throw new ReleaseRefusedException(
          Reason.UNREACHABLE,
          "%s cannot be read: %s; every task manager must reach it"
              .formatted(artefact.uri(), e.getMessage()),
          e);
    }
  }
}
