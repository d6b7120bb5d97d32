package dev.vedette.pipeline;

import dev.vedette.pipeline.wire.AnnouncementCodec;
import dev.vedette.pipeline.wire.ReleaseStatusCodec;
import dev.vedette.pipeline.wire.WireOptions;
import org.apache.flink.configuration.ReadableConfig;

/** How a deployment's releases, and the lines about them, are written and read. */
public record ReleaseCodecs(AnnouncementCodec announcements, ReleaseStatusCodec statuses) {
  public static ReleaseCodecs of(ReadableConfig config) throws InvalidConfigurationException {
    var settings = new SourceSettings(config);
    Topics topics = settings.topics();
    WireOptions wire = settings.wire();
    return new ReleaseCodecs(
        new AnnouncementCodec(wire, topics.releases()),
        new ReleaseStatusCodec(wire, topics.releasesStatus()));
  }
}
