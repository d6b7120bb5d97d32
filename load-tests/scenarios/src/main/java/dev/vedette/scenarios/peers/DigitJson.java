package dev.vedette.scenarios.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The Flink peer's codec: {@code {"id":"…","pixels":[0,0,255,…]}} comes in and {@code
 * {"id":"…","score":0.1}} goes out. It is read as a stream of tokens, which is the fastest that
 * Jackson has, and pixels are whole numbers, which are the shortest.
 */
final class DigitJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private DigitJson() {}

  static byte[] write(String id, byte[] grey) throws IOException {
    var bytes = new ByteArrayOutputStream(4 * grey.length);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeArrayFieldStart("pixels");
      for (byte pixel : grey) {
        json.writeNumber(Byte.toUnsignedInt(pixel));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static Digit read(byte[] bytes) throws IOException {
    String id = "";
    byte[] pixels = new byte[0];
    try (JsonParser json = FACTORY.createParser(bytes)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "is no object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "id" -> id = json.getText();
          case "pixels" -> pixels = pixels(json);
          default -> json.skipChildren();
        }
      }
    }
    return new Digit(id, pixels);
  }

  private static byte[] pixels(JsonParser json) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "pixels are no array");
    byte[] pixels = new byte[Digit.PIXELS];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int value = json.getIntValue();
      if (value < 0 || value > 255) {
        throw new IOException("a pixel is not in 0..255: " + value);
      }
      if (count == pixels.length) {
        throw new IOException("a digit has more than %d pixels".formatted(pixels.length));
      }
      pixels[count++] = (byte) value;
    }
    if (count < pixels.length) {
      throw new IOException("a digit has not %d pixels: %d".formatted(pixels.length, count));
    }
    return pixels;
  }

  private static void require(boolean condition, String fault) throws IOException {
    if (!condition) {
      throw new IOException("a digit " + fault);
    }
  }

  static byte[] write(Scored scored) {
    var bytes = new ByteArrayOutputStream(64);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", scored.id());
      json.writeNumberField("score", scored.score());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }
}
