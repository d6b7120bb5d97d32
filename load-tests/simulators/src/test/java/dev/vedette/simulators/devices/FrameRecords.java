package dev.vedette.simulators.devices;

import dev.vedette.avro.CameraFrame;
import dev.vedette.avro.InlinePicture;
import dev.vedette.core.event.JpegSize;
import dev.vedette.schemas.SchemaCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a reader makes of the records that simulated cameras send. */
final class FrameRecords {
  private FrameRecords() {}

  static CameraFrame decode(ConsumerRecord<byte[], byte[]> record) throws IOException {
    var reader = new SpecificDatumReader<>(CameraFrame.class);
    var decoder = DecoderFactory.get().binaryDecoder(record.value(), null);
    CameraFrame frame = reader.read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IOException("more bytes than a frame");
    }
    return frame;
  }

  static byte[] jpeg(CameraFrame frame) {
    var buffer = ((InlinePicture) frame.getPicture()).getBytes().duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static boolean isBad(ConsumerRecord<byte[], byte[]> record) throws IOException {
    var header = record.headers().lastHeader(SchemaCatalog.HEADER);
    if (record.value().length == 0
        || header == null
        || SchemaCatalog.load()
            .schemaOf(new String(header.value(), StandardCharsets.US_ASCII))
            .isEmpty()) {
      return true;
    }
    try {
      return JpegSize.scan(jpeg(decode(record))).isEmpty();
    } catch (IOException e) {
      return true;
    }
  }
}
