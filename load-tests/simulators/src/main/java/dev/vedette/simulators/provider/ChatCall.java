package dev.vedette.simulators.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.core.event.JpegSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What of a chat completion request a simulated provider looks at.
 *
 * <p>Text counts as one token for every four characters of all messages together, rounded up: about
 * what English takes, and never more than its bytes. A picture counts by OpenAI's published rule
 * for {@code gpt-4o}, from the size that its JPEG states.
 *
 * @param checksum of the whole request: the same question gets the same answer
 * @param pictures its JPEGs, in their order
 */
record ChatCall(
    String model, long promptTokens, long maxOutputTokens, long checksum, List<byte[]> pictures) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA_URL = "data:image/jpeg;base64,";
  private static final int CHARACTERS_PER_TOKEN = 4;

  static ChatCall parse(byte[] body) throws BadRequestException {
    JsonNode root = json(body);
    String model = root.path("model").asText("");
    JsonNode messages = root.path("messages");
    if (model.isEmpty()) {
      throw new BadRequestException("you must provide a model parameter");
    }
    if (!messages.isArray() || messages.isEmpty()) {
      throw new BadRequestException("messages: expected an array that is not empty");
    }
    long characters = 0;
    long pictureTokens = 0;
    List<byte[]> pictures = new ArrayList<>();
    for (JsonNode message : messages) {
      JsonNode content = message.path("content");
      characters += content.asText("").length();
      for (JsonNode part : content) {
        switch (part.path("type").asText("")) {
          case "text" -> characters += part.path("text").asText("").length();
          case "image_url" -> {
            JsonNode image = part.path("image_url");
            byte[] jpeg = jpeg(image);
            pictures.add(jpeg);
            pictureTokens += pictureTokens(jpeg, image.path("detail").asText("auto"));
          }
          default -> throw new BadRequestException("messages: a part of no known type");
        }
      }
    }
    long textTokens = (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    return new ChatCall(
        model, textTokens + pictureTokens, maxOutputTokens(root), crc(body), pictures);
  }

  private static JsonNode json(byte[] body) throws BadRequestException {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new BadRequestException("we could not parse the JSON body of your request");
    }
  }

  private static long maxOutputTokens(JsonNode root) throws BadRequestException {
    JsonNode named = root.path("max_completion_tokens");
    JsonNode most = named.isMissingNode() ? root.path("max_tokens") : named;
    if (most.isMissingNode() || most.isNull()) {
      return Long.MAX_VALUE;
    }
    if (!most.isIntegralNumber() || most.asLong() < 1) {
      throw new BadRequestException("max_completion_tokens: expected a positive number");
    }
    return most.asLong();
  }

  private static byte[] jpeg(JsonNode image) throws BadRequestException {
    String url = image.path("url").asText("");
    if (!url.startsWith(DATA_URL)) {
      throw new BadRequestException("image_url: expected a JPEG in a data URL");
    }
    try {
      return Base64.getDecoder().decode(url.substring(DATA_URL.length()));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("image_url: not base64");
    }
  }

  private static long pictureTokens(byte[] jpeg, String detail) throws BadRequestException {
    JpegSize size =
        JpegSize.scan(jpeg)
            .filter(found -> found.width() > 0 && found.height() > 0)
            .orElseThrow(() -> new BadRequestException("image_url: not a JPEG"));
    return Tiles.tokens(size.width(), size.height(), detail);
  }

  private static long crc(byte[] body) {
    var crc = new CRC32();
    crc.update(body);
    return crc.getValue();
  }
}
