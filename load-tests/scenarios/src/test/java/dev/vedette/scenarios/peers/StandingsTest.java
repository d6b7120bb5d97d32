package dev.vedette.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingsTest {
  @Test
  void ratiosAreTakenWithinARound() {
    var standings = PeerEmbedded.standings(List.of(round(100, 1000), round(200, 1000)));

    var published = standings.get(Contender.PUBLISHED.ordinal());
    assertThat(published.vedetteOverIt().median()).isEqualTo(7.5);
    assertThat(published.vedetteOverIt().lowest()).isEqualTo(5);
    assertThat(standings.get(Contender.VEDETTE.ordinal()).overPublished().highest()).isEqualTo(10);
  }

  @Test
  void thePythonPeersRoundsAreVedettesRounds() {
    Map<String, List<Turn>> turns = new LinkedHashMap<>();
    turns.put("Vedette", List.of(new Turn(300, 1, 32), new Turn(100, 1, 32)));
    turns.put("Python", List.of(new Turn(100, 1, 1), new Turn(200, 1, 1)));

    var python = PeerPython.standings(turns, Map.of()).get(1);

    assertThat(python.vedetteOverIt().lowest()).isEqualTo(0.5);
    assertThat(python.vedetteOverIt().highest()).isEqualTo(3);
  }

  @Test
  void thePythonPeersLastLineIsRead() throws IOException {
    var said =
        PythonPeer.read(
            "{\"perSecond\": 10.5, \"cpuMicros\": 3, \"meanScore\": 0.1, \"engine\": \"e\"}\n");

    assertThat(said.turn()).isEqualTo(new Turn(10.5, 3, 1));
  }

  @Test
  void quotesInWordsForSqlAreDoubled() {
    assertThat(MlPredictJob.quoted(Map.of("system-prompt", "don't"), " = "))
        .isEqualTo("'system-prompt' = 'don''t'");
  }

  private static Map<Contender, Turn> round(double published, double others) {
    Map<Contender, Turn> round = new EnumMap<>(Contender.class);
    for (Contender contender : Contender.values()) {
      double perSecond = contender == Contender.PUBLISHED ? published : others;
      round.put(contender, new Turn(perSecond, 1e6 / perSecond, 1));
    }
    return round;
  }
}
