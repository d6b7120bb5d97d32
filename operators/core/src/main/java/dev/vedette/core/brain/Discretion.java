package dev.vedette.core.brain;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.watch.View;
import dev.vedette.core.watch.WatchRules;
import java.io.Serializable;

/**
 * What of a device's pictures may leave the site now. A question may come from a time when more was
 * allowed: it was kept, or its frames were gathered, before the job was started with other rules.
 *
 * @param pictures how many of which devices
 * @param watch which part of them
 */
public record Discretion(PicturePolicy pictures, WatchRules watch) implements Serializable {
  /** Every picture may leave as it is. */
  public static final Discretion NONE = new Discretion(PicturePolicy.ONE, WatchRules.NONE);

  /**
   * Whether the question has a picture that may not leave: none of its device's may, or it was
   * prepared under another view than the one in force, and so may show what that hides.
   */
  public boolean withholds(Question question) {
    return !question.evidence().frames().isEmpty()
        && (pictures.of(question.header()) == 0 || isOfAnotherView(question));
  }

  private boolean isOfAnotherView(Question question) {
    return question.evidence().frames().stream()
        .anyMatch(frame -> isOfAnotherView(question.header(), frame.picture()));
  }

  /** Whether a device's picture was prepared when other zones and masks were in force for it. */
  boolean isOfAnotherView(EventHeader header, PreparedPicture picture) {
    long inForce = watch.of(header).view().fingerprint();
    return inForce != View.NOTHING_HIDDEN && picture.view() != inForce;
  }
}
