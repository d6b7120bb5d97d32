package dev.vedette.cli.quickstart;

import dev.vedette.simulators.devices.Clip;
import dev.vedette.simulators.devices.PictureSequence;
import dev.vedette.simulators.devices.Scenery;
import dev.vedette.simulators.devices.UnreadablePicturesException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the quickstart's cameras see.
 *
 * @param each the first camera's first
 */
record Views(List<PictureSequence> each, String description) {
  private static final long SEED = 1;

  /** With this, 20 seconds show each camera two or three people. */
  private static final double TIMES = 2.5;

  Views {
    each = List.copyOf(each);
  }

  static Views of(QuickstartPlan plan) throws UnreadablePicturesException {
    Path input = plan.input();
    if (input != null) {
      Clip clip = Clip.read(input, QuickstartConfiguration.MAX_PAYLOAD_BYTES);
      return new Views(
          IntStream.range(0, plan.devices()).<PictureSequence>mapToObj(i -> clip).toList(),
          "%d simulated, each sends the %d pictures of %s again and again"
              .formatted(plan.devices(), clip.frames(), input));
    }
    Scenery scenery = Scenery.of(plan.devices(), SEED);
    return new Views(
        IntStream.range(0, plan.devices())
            .<PictureSequence>mapToObj(i -> new HurriedView(scenery.apply(i), TIMES))
            .toList(),
        "%d simulated, before which somebody appears now and then".formatted(plan.devices()));
  }
}
