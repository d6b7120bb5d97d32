package dev.vedette.pipeline;

import dev.vedette.pipeline.wire.EventEncoder;
import org.apache.flink.configuration.ReadableConfig;

/** In which format a deployment's events are written. */
public final class EventEncoding {
  private EventEncoding() {}

  /**
   * What writes the events of a topic.
   *
   * @param topic that the events are for, of whichever kind they are
   */
  public static EventEncoder of(ReadableConfig config, String topic)
      throws InvalidConfigurationException {
    return new EventEncoder(new SourceSettings(config).wire(), topic, topic);
  }
}
