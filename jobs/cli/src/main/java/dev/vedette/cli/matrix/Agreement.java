package dev.vedette.cli.matrix;

import java.util.List;

/**
 * How far a mode agrees with cloud only, which has asked about each of the same events.
 *
 * @param missedVisits of those that cloud only saw, nobody was told of while they lasted
 * @param missedEvents of those that cloud only confirmed, the gate found negative
 * @param falseAlarms of the alarms, those on an event where cloud only saw nothing
 */
record Agreement(Share missedVisits, Share missedEvents, Share falseAlarms) {
  static final Agreement NOTHING = new Agreement(Share.of(0, 0), Share.of(0, 0), Share.of(0, 0));

  static Agreement between(Replay mode, Replay cloudOnly, long framesApart) {
    List<Visit> visits = Visit.in(cloudOnly.words(), framesApart);
    long missed = visits.stream().filter(visit -> !visit.isAlarmedIn(mode.words())).count();
    List<Word> confirmed = cloudOnly.words().values().stream().filter(Word::isConfirmed).toList();
    List<Place> alarms =
        mode.words().entrySet().stream()
            .filter(entry -> entry.getValue().isAlarm())
            .map(entry -> entry.getKey())
            .filter(place -> isKnown(cloudOnly, place))
            .toList();
    long wrong = alarms.stream().filter(place -> !confirmedBy(cloudOnly, place)).count();
    return new Agreement(
        Share.of(missed, visits.size()),
        Share.of(confirmed.stream().filter(word -> !word.positive()).count(), confirmed.size()),
        Share.of(wrong, alarms.size()));
  }

  /** Over the events of both. */
  Agreement plus(Agreement other) {
    return new Agreement(
        missedVisits.plus(other.missedVisits),
        missedEvents.plus(other.missedEvents),
        falseAlarms.plus(other.falseAlarms));
  }

  private static boolean isKnown(Replay cloudOnly, Place place) {
    Word word = cloudOnly.words().get(place);
    return word != null && word.byCloud();
  }

  private static boolean confirmedBy(Replay cloudOnly, Place place) {
    Word word = cloudOnly.words().get(place);
    return word != null && word.isConfirmed();
  }
}
