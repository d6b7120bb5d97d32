package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A head as a file: {@code head.json}, of format 1.
 *
 * <p>It is read strictly. A field that is not known may be a misspelt one, and a head that is read
 * half judges wrongly without a sound.
 *
 * @param gate that it belongs to, with the version that it was first made for
 * @param fittedBy how its numbers were found, for people
 */
public record HeadFile(String gate, Head head, String fittedBy) {
  /** The one format that this code reads and writes. */
  public static final int FORMAT = 1;

  private static final String KIND = "head";
  private static final String REMEDY = "Use the head as it was released or fitted";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /** The fields of the file, in its order. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"format", "kind", "gate", "features"})
  private record Layout(
      int format,
      String kind,
      String gate,
      int features,
      double[] weights,
      Double bias,
      Double clip,
      Double priorWeight,
      Double priorOffset,
      Double threshold,
      @Nullable Map<String, Double> thresholds,
      String fittedBy) {
    Layout {
      if (format != FORMAT) {
        throw new IllegalArgumentException("format is not %d: %d".formatted(FORMAT, format));
      }
      Fields.requireValue(kind, KIND, "kind");
      Fields.given(gate, "gate");
      if (Fields.given(weights, "weights").length != features) {
        throw new IllegalArgumentException(
            "%d weights for %d features".formatted(weights.length, features));
      }
      Fields.given(bias, "bias");
      Fields.given(clip, "clip");
      Fields.given(priorWeight, "priorWeight");
      Fields.given(priorOffset, "priorOffset");
      Fields.given(threshold, "threshold");
      thresholds = thresholds == null ? Map.of() : thresholds;
      Fields.given(fittedBy, "fittedBy");
    }

    HeadFile toFile() {
      var fitted = new Thresholds(threshold, Fields.given(thresholds, "thresholds"));
      var head = new Head(weights, bias, clip, priorWeight, priorOffset, fitted);
      return new HeadFile(gate, head, fittedBy);
    }
  }

  public HeadFile {
    if (gate.isBlank()) {
      throw new IllegalArgumentException("gate is blank");
    }
  }

  /**
   * Reads a head.
   *
   * @param file for messages
   */
  public static HeadFile read(String file, byte[] json) throws GateArtefactException {
    try {
      @Nullable Layout layout = MAPPER.readValue(json, Layout.class);
      if (layout != null) {
        return layout.toFile();
      }
      throw unreadable(file, "it is null", null);
    } catch (JsonProcessingException e) {
      throw unreadable(file, e.getOriginalMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static GateArtefactException unreadable(
      String file, String fact, @Nullable Exception cause) {
    return new GateArtefactException(
        file, "is no head of format %d: %s".formatted(FORMAT, fact), REMEDY, cause);
  }

  /** The file's bytes. Reading them gives the same head, bit for bit. */
  public byte[] bytes() {
    var layout =
        new Layout(
            FORMAT,
            KIND,
            gate,
            head.features(),
            head.weights(),
            head.bias(),
            head.clip(),
            head.priorWeight(),
            head.priorOffset(),
            head.thresholds().usual(),
            head.thresholds().byClass(),
            fittedBy);
    try {
      return MAPPER.writeValueAsBytes(layout);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a head of numbers and text is always JSON", e);
    }
  }
}
