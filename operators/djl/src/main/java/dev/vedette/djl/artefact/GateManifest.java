package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a gate's {@code manifest.json} says: what the gate looks for, how to feed it, which variants
 * of its network there are, best first, and what each must answer to its golden inputs.
 *
 * <p>Fields that nothing here needs are not read: a newer manifest of the same format still loads.
 *
 * @param kind of the devices it judges, such as {@code camera}
 * @param labels what it looks for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateManifest(
    int format,
    String name,
    String version,
    String kind,
    List<String> labels,
    Input input,
    Output output,
    Threshold threshold,
    Decode decode,
    List<Variant> variants,
    Golden golden) {
  /** The one format that this code reads. */
  public static final int FORMAT = 1;

  public GateManifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format is not %d: %d".formatted(FORMAT, format));
    }
    Fields.requireName(name, "name");
    Fields.requireName(version, "version");
    Fields.given(kind, "kind");
    labels = List.copyOf(Fields.given(labels, "labels"));
    variants = List.copyOf(Fields.given(variants, "variants"));
    Fields.given(input, "input");
    Fields.given(output, "output");
    Fields.given(threshold, "threshold");
    Fields.given(decode, "decode");
    Fields.given(golden, "golden");
    if (labels.isEmpty() || variants.isEmpty()) {
      throw new IllegalArgumentException(
          "%d labels and %d variants: one of each at least"
              .formatted(labels.size(), variants.size()));
    }
    for (Variant variant : variants) {
      if (variants.stream().filter(v -> v.name().equals(variant.name())).count() > 1) {
        throw new IllegalArgumentException("two variants are called " + variant.name());
      }
      if (!golden.tolerance().containsKey(variant.name())) {
        throw new IllegalArgumentException("golden.tolerance has no " + variant.name());
      }
    }
  }

  /** Name and version, as they stand in judgements: {@code face@1.0.0}. */
  public String gate() {
    return name + '@' + version;
  }

  public Optional<Variant> variant(String wanted) {
    return variants.stream().filter(variant -> variant.name().equals(wanted)).findFirst();
  }

  public String variantNames() {
    return variants.stream().map(Variant::name).collect(Collectors.joining(", "));
  }

  /** Every file that the manifest vouches for, with its hash; paths are from the gate's folder. */
  public Map<String, String> files() {
    Map<String, String> files = new TreeMap<>(decode.files());
    files.putAll(golden.files());
    variants.forEach(variant -> files.putAll(variant.files()));
    return files;
  }

  /**
   * Pictures as the network wants them: 8-bit RGB, channels last.
   *
   * @param resize how a picture of another size is fitted; its first word is for machines
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Input(
      int width, int height, String channels, String layout, String dtype, String resize) {
    public Input {
      if (width < 1 || width != height || width > 4096) {
        throw new IllegalArgumentException(
            "input is not a square of at most 4096: %dx%d".formatted(width, height));
      }
      Fields.requireValue(channels, "rgb", "input.channels");
      Fields.requireValue(layout, "NHWC", "input.layout");
      Fields.requireValue(dtype, "uint8", "input.dtype");
      Fields.requireValue(
          Fields.given(resize, "input.resize").split("\\W", 2)[0], "letterbox", "input.resize");
    }

    public int side() {
      return width;
    }

    public int pictureBytes() {
      return width * height * 3;
    }
  }

  /** The tensor that holds one score for each picture. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Output(String name) {
    public Output {
      Fields.requireName(name, "output.name");
    }
  }

  /** From which score on an event is positive, unless the job says otherwise. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Threshold(double value) {
    public Threshold {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("threshold.value is not in 0..1: " + value);
      }
    }
  }

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
}
