package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Pictures as the network wants them: 8-bit RGB, channels last.
 *
 * @param resize how a picture of another size is fitted; its first word is for machines
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PictureInput(
    String name, int width, int height, String channels, String layout, String dtype, String resize)
    implements Input {
  private static final int LARGEST_SIDE = 4096;

  public PictureInput {
    Fields.requireName(name, "input.name");
    if (width < 1 || width != height || width > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "input is not a square of at most %d: %dx%d".formatted(LARGEST_SIDE, width, height));
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

  @Override
  public int eventBytes() {
    return width * height * 3;
  }
}
