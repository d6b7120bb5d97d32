package dev.vedette.simulators.provider;

/**
 * OpenAI's published count of a picture's tokens for {@code gpt-4o}: 85, and 170 for each tile of
 * 512 pixels after scaling it down to fit 2048x2048 and then to a shorter side of 768; 85 alone in
 * low detail.
 */
final class Tiles {
  private static final int BASE = 85;
  private static final int PER_TILE = 170;

  private Tiles() {}

  static long tokens(int width, int height, String detail) {
    if (detail.equals("low")) {
      return BASE;
    }
    double fit = Math.min(1, 2048.0 / Math.max(width, height));
    double shorter = fit * Math.min(width, height);
    double scale = fit * Math.min(1, 768 / shorter);
    return BASE + PER_TILE * tiles(scale * width) * tiles(scale * height);
  }

  private static long tiles(double pixels) {
    return (long) Math.ceil(pixels / 512);
  }
}
