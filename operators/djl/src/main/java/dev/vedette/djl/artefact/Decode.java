package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * The graph that decodes JPEG files.
 *
 * @param signatures the graph's signature for each ratio by which it can shrink
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Decode(String folder, Map<Integer, String> signatures, Map<String, String> files) {
  public Decode {
    Fields.requireInside(folder, "decode.folder");
    signatures = Map.copyOf(Fields.given(signatures, "decode.signatures"));
    files = Fields.requireHashes(files, "decode.files");
    if (signatures.isEmpty() || signatures.keySet().stream().anyMatch(ratio -> ratio < 1)) {
      throw new IllegalArgumentException("decode.signatures are not by ratio: " + signatures);
    }
  }
}
