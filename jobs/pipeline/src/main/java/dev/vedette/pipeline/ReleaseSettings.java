package dev.vedette.pipeline;

import dev.vedette.cloud.signature.KeyFolder;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.TrustedKeys;
import dev.vedette.flink.ReleaseReaderOpener;
import dev.vedette.pipeline.wire.ReferenceRoots;
import dev.vedette.pipeline.wire.SignedReleases;
import dev.vedette.pipeline.wire.TimedReferenceStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** Options translated into what releases are believed and fetched with. */
final class ReleaseSettings {
  private final OptionReader options;

  ReleaseSettings(ReadableConfig config) {
    this.options = new OptionReader(config);
  }

  ReleaseReaderOpener reader() throws InvalidConfigurationException {
    TrustedKeys keys =
        options
            .optional(GateOptions.RELEASE_KEYS)
            .<TrustedKeys>map(folder -> new KeyFolder(Path.of(folder)))
            .orElse(ReleaseSettings::trustNobody);
    return () -> new SignedReleases(keys);
  }

  private static void trustNobody(String keyId, byte[] message, byte[] signature)
      throws ReleaseRefusedException {
    throw new ReleaseRefusedException(
        Reason.UNKNOWN_KEY,
        "this job trusts no key: name a folder of public keys in "
            + GateOptions.RELEASE_KEYS.key());
  }

  ReleasedArtefacts artefacts() throws InvalidConfigurationException {
    List<String> roots = options.get(GateOptions.RELEASE_ROOTS);
    Duration patience = options.positive(GateOptions.RELEASE_PATIENCE);
    return new ReleasedArtefacts(
        options.valid(
            () -> new ReferenceRoots(roots.stream().map(URI::create).toList()),
            GateOptions.RELEASE_ROOTS),
        new TimedReferenceStore(new FlinkReferenceStore(), patience),
        KeptArtefacts.inCache());
  }
}
