package dev.vedette.scenarios.peers;

import dev.vedette.scenarios.Arguments;
import dev.vedette.scenarios.Jvm;
import dev.vedette.scenarios.Report;
import dev.vedette.scenarios.Source;
import dev.vedette.scenarios.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Vedette beside the published Flink design with an embedded SavedModel: the same pictures, the
 * same model file, turn by turn on the same core, and what each difference is worth.
 *
 * <p>In a turn a topic is filled first and then one job is started that works it off, so that
 * nothing else has anything to do.
 */
final class PeerEmbedded {
  private static final double TENFOLD = 10;
  private static final double TWOFOLD = 2;

  private final Arguments arguments;
  private final Turns turns;

  /**
   * All turns of one contender.
   *
   * @param overPublished events a second, in the same round's of the peer as published
   */
  record Standing(
      String contender,
      String reads,
      boolean chained,
      Spread perSecond,
      Spread cpuMicros,
      Spread overPublished,
      Spread vedetteOverIt,
      List<Turn> turns) {}

  private PeerEmbedded(Arguments arguments, Source source) {
    this.arguments = arguments;
    this.turns = new Turns(arguments, source);
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.parse(args);
    Jvm.continueInJobJvm(PeerEmbedded.class, arguments, args);
    Report report = Report.begin("peer-embedded", args);
    List<Standing> standings;
    try (Source source = Source.start(DigitSourceMain.class)) {
      standings = new PeerEmbedded(arguments, source).measure();
    }
    PeerSettings.embedded().forEach(report::note);
    report.finish(standings, arguments.out());
    print(standings);
  }

  private List<Standing> measure() throws Exception {
    for (int i = 0; i < arguments.warmUps(); i++) {
      round(i);
    }
    List<Map<Contender, Turn>> rounds = new ArrayList<>();
    for (int i = 0; i < arguments.pairs(); i++) {
      rounds.add(round(i));
    }
    return standings(rounds);
  }

  /** Each round begins with another contender, so that nobody is always the one after the worst. */
  private Map<Contender, Turn> round(int number) throws Exception {
    Map<Contender, Turn> round = new EnumMap<>(Contender.class);
    Contender[] all = Contender.values();
    for (int i = 0; i < all.length; i++) {
      Contender contender = all[(number + i) % all.length];
      Turn turn = turns.run(contender, turns.fill(contender.wire()));
      round.put(contender, turn);
      System.out.printf(
          "%s: %.0f events/s, %.1f µs of CPU, batches of %.1f%n",
          contender.words(), turn.perSecond(), turn.cpuMicros(), turn.batch());
    }
    return round;
  }

  static List<Standing> standings(List<Map<Contender, Turn>> rounds) {
    List<Standing> standings = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      List<Turn> turns = rounds.stream().map(round -> turnOf(round, contender)).toList();
      standings.add(
          new Standing(
              contender.words(),
              contender.wire().words(),
              contender.isChained(),
              Spread.of(turns.stream().map(Turn::perSecond).toList()),
              Spread.of(turns.stream().map(Turn::cpuMicros).toList()),
              ratios(rounds, contender, Contender.PUBLISHED),
              ratios(rounds, Contender.VEDETTE, contender),
              turns));
    }
    return standings;
  }

  private static Spread ratios(
      List<Map<Contender, Turn>> rounds, Contender above, Contender below) {
    return Spread.of(
        rounds.stream()
            .map(round -> turnOf(round, above).perSecond() / turnOf(round, below).perSecond())
            .toList());
  }

  private static Turn turnOf(Map<Contender, Turn> round, Contender contender) {
    Turn turn = round.get(contender);
    if (turn == null) {
      throw new IllegalArgumentException("no turn of " + contender);
    }
    return turn;
  }

  private static void print(List<Standing> standings) {
    System.out.println("| | events/s | CPU µs per event | / peer as published | Vedette / it |");
    System.out.println("|---|---|---|---|---|");
    for (Standing standing : standings) {
      System.out.println(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  standing.contender(),
                  standing.perSecond().text(0),
                  standing.cpuMicros().text(1),
                  standing.overPublished().text(2),
                  standing.vedetteOverIt().text(2)));
    }
    say("as published", TENFOLD, standings.get(Contender.PUBLISHED.ordinal()));
    say("its mapper kept, no Kryo", TENFOLD, standings.get(Contender.MENDED.ordinal()));
    say("lean JSON", TENFOLD, standings.get(Contender.LEAN.ordinal()));
    say("our codec and chaining", TWOFOLD, standings.get(Contender.AVRO_CHAINED.ordinal()));
  }

  private static void say(String what, double bar, Standing standing) {
    double ratio = standing.vedetteOverIt().median();
    System.out.printf(
        "Vedette / peer, %s: %.2f, at least %.0f: %s%n",
        what, ratio, bar, ratio >= bar ? "met" : "missed");
  }
}
