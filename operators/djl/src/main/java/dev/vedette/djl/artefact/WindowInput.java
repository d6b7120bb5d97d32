package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Windows of readings as the network wants them: float32 in natural units, the oldest reading
 * first. Whoever makes windows of single readings finds here how.
 *
 * @param samples readings in a window
 * @param slide readings from one window to the next
 * @param channels what a reading holds, in the tensor's order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WindowInput(
    String name,
    int samples,
    int slide,
    List<Channel> channels,
    String dtype,
    String layout,
    Gap gap)
    implements Input {
  private static final int MOST_VALUES = 1 << 20;

  public WindowInput {
    Fields.requireName(name, "input.name");
    channels = List.copyOf(Fields.given(channels, "input.channels"));
    if (channels.isEmpty() || samples < 1 || (long) samples * channels.size() > MOST_VALUES) {
      throw new IllegalArgumentException(
          "input is not 1 to %d values: %d samples of %d channels"
              .formatted(MOST_VALUES, samples, channels.size()));
    }
    if (slide < 1) {
      throw new IllegalArgumentException("input.slide < 1: " + slide);
    }
    Set<String> seen = new HashSet<>();
    for (Channel channel : channels) {
      if (!seen.add(channel.name())) {
        throw new IllegalArgumentException("two input.channels are called " + channel.name());
      }
    }
    Fields.requireValue(dtype, "float32", "input.dtype");
    Fields.requireValue(layout, "NTC", "input.layout");
    if (Fields.given(gap, "input.gap").mostFilled() >= samples) {
      throw new IllegalArgumentException(
          "input.gap.mostFilled leaves nothing of %d samples: %d"
              .formatted(samples, gap.mostFilled()));
    }
  }

  /** In the tensor's order. */
  public List<String> channelNames() {
    return channels.stream().map(Channel::name).toList();
  }

  @Override
  public int eventBytes() {
    return samples * channels.size() * Float.BYTES;
  }

  /**
   * One column of a window.
   *
   * @param name as devices call it
   * @param unit for people; {@code 1} is a pure number
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Channel(String name, String unit) {
    public Channel {
      if (Fields.given(name, "channel's name").isBlank()) {
        throw new IllegalArgumentException("a channel's name is blank");
      }
      Fields.given(unit, "unit of channel " + name);
    }
  }

  /**
   * What stands for a reading that is not there.
   *
   * @param fill a lost reading is replaced by this one: {@code previous}
   * @param front a short history is filled in front with this one: {@code first}
   * @param mostFilled with more replaced readings than this a window is not judged
   * @param absent what a channel that a device lacks has for values: {@code NaN}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Gap(String fill, String front, int mostFilled, String absent) {
    public Gap {
      Fields.requireValue(fill, "previous", "input.gap.fill");
      Fields.requireValue(front, "first", "input.gap.front");
      Fields.requireValue(absent, "NaN", "input.gap.absent");
      if (mostFilled < 0) {
        throw new IllegalArgumentException("input.gap.mostFilled < 0: " + mostFilled);
      }
    }
  }
}
