package dev.vedette.djl;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a later release changes of a gate without another graph. Judgements then carry the gate's
 * name with this version.
 *
 * @param version that stands in judgements: {@code 1.0.1} makes {@code person@1.0.1}
 * @param head in place of the artefact's, with its thresholds; null leaves that one. Only for a
 *     gate whose last layer is outside its graph
 * @param thresholds in place of the head's or the artefact's; null leaves those
 */
public record Edition(String version, @Nullable Head head, @Nullable Thresholds thresholds) {
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  public Edition {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("an edition's version is not a name: '" + version + "'");
    }
  }
}
