package dev.vedette.pipeline.wire;

import java.util.List;
import org.apache.kafka.common.header.Header;

/** What becomes a record's value, with the headers that go with it. */
public record Encoded(byte[] value, List<Header> headers) {
  public Encoded {
    headers = List.copyOf(headers);
  }
}
