package dev.vedette.scenarios.peers;

import dev.vedette.scenarios.Arguments;
import dev.vedette.scenarios.Jvm;
import dev.vedette.scenarios.Report;
import dev.vedette.scenarios.Source;
import dev.vedette.scenarios.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Vedette beside a plain Python consumer with TFLite and with ONNX Runtime: the same records of the
 * same topic, the same network, turn by turn on the same core.
 */
final class PeerPython {
  private static final String PYTHON = "--python";
  private static final String VEDETTE = "Vedette";
  private static final Map<String, String> MODELS =
      Map.of("Python, TFLite", "digits.tflite", "Python, ONNX Runtime", "digits.onnx");

  private final Arguments arguments;
  private final Source source;
  private final String python;
  private final Map<String, List<Turn>> turns = new LinkedHashMap<>();
  private final Map<String, String> engines = new LinkedHashMap<>();

  /**
   * All turns of one contender.
   *
   * @param vedetteOverIt events a second, round by round
   */
  record Standing(
      String contender,
      String engine,
      Spread perSecond,
      Spread cpuMicros,
      Spread vedetteOverIt,
      List<Turn> turns) {}

  private PeerPython(Arguments arguments, Source source, String python) {
    this.arguments = arguments;
    this.source = source;
    this.python = python;
  }

  public static void main(String[] args) throws Exception {
    List<String> rest = new ArrayList<>(Arrays.asList(args));
    int at = rest.indexOf(PYTHON);
    if (at < 0 || at == rest.size() - 1) {
      System.out.println(
          "peer-python is left out: name a Python 3.11 with --python that has what"
              + " load-tests/peers/requirements.txt lists");
      return;
    }
    String python = rest.remove(at + 1);
    rest.remove(at);
    Arguments arguments = Arguments.parse(rest.toArray(String[]::new));
    Jvm.continueInJobJvm(PeerPython.class, arguments, args);
    Report report = Report.begin("peer-python", args);
    List<Standing> standings;
    try (Source source = Source.start(DigitSourceMain.class)) {
      standings = new PeerPython(arguments, source, python).measure();
    }
    PeerSettings.embedded().forEach(report::note);
    report.finish(standings, arguments.out());
    print(standings);
  }

  private List<Standing> measure() throws Exception {
    var jobs = new Turns(arguments, source);
    for (int i = 0; i < arguments.warmUps(); i++) {
      jobs.run(Contender.VEDETTE, jobs.fill(Wire.AVRO));
    }
    for (int i = 0; i < arguments.pairs(); i++) {
      String topic = jobs.fill(Wire.AVRO);
      note(VEDETTE, "TensorFlow, float32/saved_model.pb", jobs.run(Contender.VEDETTE, topic));
      for (Map.Entry<String, String> model : MODELS.entrySet()) {
        PythonPeer.Said said =
            new PythonPeer(python, model.getValue())
                .run(source.bootstrap(), topic, arguments.events());
        note(model.getKey(), said.engine(), said.turn());
      }
    }
    return standings(turns, engines);
  }

  private void note(String contender, String engine, Turn turn) {
    turns.computeIfAbsent(contender, one -> new ArrayList<>()).add(turn);
    engines.put(contender, engine);
    System.out.printf(
        "%s: %.0f events/s, %.1f µs of CPU%n", contender, turn.perSecond(), turn.cpuMicros());
  }

  static List<Standing> standings(Map<String, List<Turn>> turns, Map<String, String> engines) {
    List<Turn> vedette = turns.getOrDefault(VEDETTE, List.of());
    List<Standing> standings = new ArrayList<>();
    turns.forEach(
        (contender, its) -> {
          List<Double> ratios = new ArrayList<>();
          for (int i = 0; i < its.size(); i++) {
            ratios.add(vedette.get(i).perSecond() / its.get(i).perSecond());
          }
          standings.add(
              new Standing(
                  contender,
                  engines.getOrDefault(contender, ""),
                  Spread.of(its.stream().map(Turn::perSecond).toList()),
                  Spread.of(its.stream().map(Turn::cpuMicros).toList()),
                  Spread.of(ratios),
                  its));
        });
    return standings;
  }

  private static void print(List<Standing> standings) {
    System.out.println("| | engine | events/s | CPU µs per event | Vedette / it |");
    System.out.println("|---|---|---|---|---|");
    for (Standing standing : standings) {
      System.out.println(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  standing.contender(),
                  standing.engine(),
                  standing.perSecond().text(0),
                  standing.cpuMicros().text(1),
                  standing.vedetteOverIt().text(2)));
    }
  }
}
