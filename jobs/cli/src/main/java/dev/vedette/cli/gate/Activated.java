package dev.vedette.cli.gate;

import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Releases that have served, as far as they are believed: a line of status is no proof, and what is
 * announced again is signed again.
 *
 * @param believed each once, the oldest first
 * @param leftOut each that is not, with the reason
 * @param isLastLeftOut whether the newest of all is not believed, so that nobody knows what serves
 */
record Activated(List<Release> believed, List<String> leftOut, boolean isLastLeftOut) {
  Activated {
    believed = List.copyOf(believed);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * @param all the oldest first, whoever signed them
   */
  static Activated of(List<Release> all, ReleaseReader trusted) {
    List<Release> believed = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    long newestBelieved = 0;
    long newestLeftOut = 0;
    for (Release release : all) {
      try {
        var unused = trusted.read(release.announcement());
        if (believed.stream().noneMatch(one -> one.sequence() == release.sequence())) {
          believed.add(release);
        }
        newestBelieved = release.sequence();
      } catch (ReleaseRefusedException e) {
        leftOut.add("%s: %s".formatted(release, e.getMessage()));
        newestLeftOut = release.sequence();
      }
    }
    return new Activated(believed, leftOut, newestLeftOut > newestBelieved);
  }
}
