package dev.vedette.pipeline;

import dev.vedette.core.privacy.PreparedPicture;
import org.apache.flink.configuration.ReadableConfig;

/** How large the records of a deployment may be, for its topics and for who writes to them. */
public final class RecordSizes {
  /** What stands around a picture or samples in a record. */
  private static final long ROOM_BYTES = 64 * 1024;

  private RecordSizes() {}

  /** Of an event, in bytes. */
  public static long event(ReadableConfig config) {
    return config.get(EventOptions.MAX_PAYLOAD_BYTES) + ROOM_BYTES;
  }

  /** Of a question that is kept, with an event's samples or prepared pictures, in bytes. */
  public static long deferred(ReadableConfig config) {
    return Math.max(event(config), PreparedPicture.MOST_BYTES + ROOM_BYTES);
  }
}
