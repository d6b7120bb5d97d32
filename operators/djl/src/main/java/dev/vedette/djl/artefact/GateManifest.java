package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a gate's {@code manifest.json} says: what the gate looks for, how to feed it, which variants
 * of its network there are, best first, and what each must answer to its golden inputs.
 *
 * <p>Fields that nothing here needs are not read: a newer manifest of the same format still loads.
 *
 * @param kind of the devices it judges: {@code camera} or {@code sensor}
 * @param labels what it looks for
 * @param output of a gate whose score is in the graph
 * @param outputs of a gate with a head outside the graph, beside {@code head}
 * @param decode of a gate for cameras
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateManifest(
    int format,
    String name,
    String version,
    String kind,
    List<String> labels,
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
            property = "kind",
            visible = true)
        @JsonSubTypes({
          @JsonSubTypes.Type(name = "camera", value = PictureInput.class),
          @JsonSubTypes.Type(name = "sensor", value = WindowInput.class)
        })
        Input input,
    @Nullable Output output,
    @Nullable Outputs outputs,
    @Nullable HeadPlace head,
    Threshold threshold,
    @Nullable Decode decode,
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
    Fields.given(threshold, "threshold");
    Fields.given(golden, "golden");
    if (labels.isEmpty() || variants.isEmpty()) {
      throw new IllegalArgumentException(
          "%d labels and %d variants: one of each at least"
              .formatted(labels.size(), variants.size()));
    }
    if ((output == null) != (outputs != null) || (head == null) != (outputs == null)) {
      throw new IllegalArgumentException(
          "output is %s, outputs are %s, head is %s: either output alone, or outputs and head"
              .formatted(Fields.presence(output), Fields.presence(outputs), Fields.presence(head)));
    }
    if ((decode != null) != (input instanceof PictureInput)) {
      throw new IllegalArgumentException(
          "decode is %s: cameras need it, sensors have none".formatted(Fields.presence(decode)));
    }
    if (outputs != null && outputs.region() != null && !(input instanceof PictureInput)) {
      throw new IllegalArgumentException("outputs.region is there: only pictures have regions");
    }
    for (Variant variant : variants) {
      if (variants.stream().filter(v -> v.name().equals(variant.name())).count() > 1) {
        throw new IllegalArgumentException("two variants are called " + variant.name());
      }
      golden.requireTolerances(variant.name(), outputs);
    }
  }

  /** Name and version, as they stand in judgements: {@code face@1.0.0}. */
  public String gate() {
    return name + '@' + version;
  }

  /** Whether it says where in a picture it sees what it found. */
  public boolean tellsWhere() {
    return outputs != null && outputs.region() != null;
  }

  public Optional<Variant> variant(String wanted) {
    return variants.stream().filter(variant -> variant.name().equals(wanted)).findFirst();
  }

  public String variantNames() {
    return variants.stream().map(Variant::name).collect(Collectors.joining(", "));
  }

  /** Every file that the manifest vouches for, with its hash; paths are from the gate's folder. */
  public Map<String, String> files() {
    Map<String, String> files = new TreeMap<>(sharedFiles());
    variants.forEach(variant -> files.putAll(variant.files()));
    return files;
  }

  /** Those that all variants need. */
  Map<String, String> sharedFiles() {
    Map<String, String> files = new TreeMap<>(golden.files());
    if (decode != null) {
      files.putAll(decode.files());
    }
    if (head != null) {
      files.putAll(head.files());
    }
    return files;
  }

  /** The tensor that holds one score for each event. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Output(String name) {
    public Output {
      Fields.requireName(name, "output.name");
    }
  }

  /** Where the head is that the gate begins with. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record HeadPlace(String file, Map<String, String> files) {
    public HeadPlace {
      Fields.requireInside(file, "head.file");
      files = Fields.requireHashes(files, "head.files");
      if (!files.containsKey(file)) {
        throw new IllegalArgumentException("head.files do not have " + file);
      }
    }
  }

  /** From which score on an event is positive, unless a head or the job says otherwise. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Threshold(double value) {
    public Threshold {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("threshold.value is not in 0..1: " + value);
      }
    }
  }
}
