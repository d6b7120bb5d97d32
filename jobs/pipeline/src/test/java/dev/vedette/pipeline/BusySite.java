package dev.vedette.pipeline;

import dev.vedette.core.control.Mode;
import dev.vedette.core.event.Samples;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.ShadowLimits;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A site at which everything happens that a dashboard has a panel for: answers, rejections,
 * repeats, dead letters, sensors, an order, a release with its trial, and a provider that is gone.
 */
final class BusySite implements AutoCloseable {
  private static final Path SENSOR = Path.of("../../models/turbofan/sample.csv");
  private static final int READINGS = 40;

  /** A fallback that is never there, and whose price stands in the table. */
  private static final String NOBODY = "http://127.0.0.1:9/v1";

  final Site site;

  private final Releasing releasing;
  private final Instant start = Instant.now().minusSeconds(600);
  private int captured;

  private BusySite(Site site, Releasing releasing) {
    this.site = site;
    this.releasing = releasing;
  }

  static BusySite open(Path folder) throws Exception {
    var releasing = new Releasing(folder);
    Map<String, String> options = new HashMap<>(releasing.options());
    options.put("vedette.gate.location", "classpath:gates/person");
    options.put("vedette.gate.shadow-share", "1");
    options.put("vedette.sensor.gate.location", "classpath:gates/turbofan");
    options.put("vedette.sensor.period", "1 s");
    options.put("vedette.deferred.max-age", "1 h");
    options.put("vedette.audit.share", "1");
    options.put("vedette.fallback.url", NOBODY);
    options.put("vedette.fallback.name", "openai");
    options.put("vedette.fallback.model", "gpt-4o-mini");
    options.put("vedette.breaker.wait.longest", "2 s");
    Site site = Site.open(folder.resolve("checkpoints"), ProviderScript.faultless(), options);
    return new BusySite(site, releasing);
  }

  /** Once round; what is counted has grown after it. */
  void happen() throws Exception {
    site.provider.play(ProviderScript.faultless().caching(0.3));
    for (int i = 0; i < 8; i++) {
      Capture positive = capture("door");
      site.send(positive, Site.FACE);
      site.send(again(positive), Site.FACE);
      site.send(capture("door"), Site.CAT);
    }
    site.send("nonsense", "nonsense".getBytes(StandardCharsets.UTF_8), List.of());
    site.order(GivenOrders.order("acme", "yard", Mode.EDGE));
    site.order(GivenOrders.softBudget("watch", 1));
    site.send(capture("yard"), Site.FACE);
    readings();
    int cameras = site.sent();
    site.await(
        "an outcome for each of them", s -> s.received() >= cameras && s.settled() == s.received());

    site.provider.play(ProviderScript.faultless().failing(Fault.serverError(503, false)));
    site.send(capture("door"), Site.FACE);
    site.await("a question is kept", s -> s.sum("vedette_deferred_questions") > 0);
  }

  /** A gate is announced, tried and activated. */
  void release(long sequence) throws Exception {
    var trial = new ShadowLimits(8, 1, 0, 1, null, null);
    releasing.announce(
        site, releasing.head(sequence, "1.1." + sequence, 0.05, trial).announcement());
    releasing.await(site, sequence, Stage.SHADOW);
    for (int i = 0; i < 8; i++) {
      site.send(capture("door"), Site.CAT);
    }
    releasing.await(site, sequence, Stage.ACTIVATED);
  }

  private void readings() throws Exception {
    List<String> lines = Files.readAllLines(SENSOR);
    List<String> channels = List.of(lines.get(0).split(",", -1));
    List<float[]> rows = new ArrayList<>();
    for (String line : lines.subList(1, READINGS + 1)) {
      String[] fields = line.split(",", -1);
      float[] row = new float[fields.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = Float.parseFloat(fields[i]);
      }
      rows.add(row);
    }
    captured++;
    for (int i = 0; i < READINGS; i++) {
      String engine = "engine-" + captured;
      site.send(
          site.capture(engine, engine + '/' + i, start.plusSeconds(i)),
          new Samples(channels, 0, rows.get(i)));
    }
  }

  /** At a camera of its own. */
  private Capture capture(String deviceClass) {
    captured++;
    return new Capture("e-" + captured, "acme", "cam-" + captured, deviceClass, start);
  }

  private static Capture again(Capture first) {
    return new Capture(
        first.eventId() + "-again",
        first.tenant(),
        first.device(),
        first.deviceClass(),
        first.capturedAt().plusSeconds(1));
  }

  @Override
  public void close() throws Exception {
    site.close();
  }
}
