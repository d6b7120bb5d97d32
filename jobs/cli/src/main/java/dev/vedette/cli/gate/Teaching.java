package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.gate.Head;
import dev.vedette.core.learning.Lesson;
import dev.vedette.core.learning.Teacher;
import dev.vedette.core.learning.TeachingPlan;
import dev.vedette.core.learning.UnfitEventsException;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSession;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.HeadFile;
import dev.vedette.djl.artefact.Outputs;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gate with a head that is to learn, and how it is to. */
final class Teaching {
  private final GateSource source;
  private final GateManifest manifest;
  private final Outputs outputs;
  private final Head inService;
  private final @Nullable String deviceClass;
  private final TeachingPlan plan;

  /** What came of it. */
  record Taught(TeachSetting setting, SeenPictures seen, Lesson lesson) {
    void print(PrintWriter out) {
      new LessonTable(setting, seen, lesson, out).print();
    }

    TeachReport report() {
      return TeachReport.of(setting, seen, lesson);
    }

    HeadFile headFile() {
      return new HeadFile(setting.gate(), lesson.head(), fittedBy());
    }

    private String fittedBy() {
      String pictures =
          "vedette gate teach on %d pictures with and %d without it, of %d scenes, seen by %s"
              .formatted(
                  seen.events().positives(),
                  seen.events().negatives(),
                  seen.events().groupCount(),
                  setting.variants());
      String threshold = "threshold: " + setting.plan().rule().inWords();
      String chance = "seed %d".formatted(setting.plan().seed());
      return lesson.penalty() == null
          ? "%s: %s, for class %s alone; %s; the weights are those of the head before"
              .formatted(pictures, threshold, setting.deviceClass(), chance)
          : "%s: logistic regression beside the prior, penalty %s by %d folds; %s; %s"
              .formatted(pictures, lesson.penalty(), setting.plan().folds(), threshold, chance);
    }
  }

  private Teaching(
      GateSource source,
      GateManifest manifest,
      Outputs outputs,
      Head inService,
      @Nullable String deviceClass,
      TeachingPlan plan) {
    this.source = source;
    this.manifest = manifest;
    this.outputs = outputs;
    this.inService = inService;
    this.deviceClass = deviceClass;
    this.plan = plan;
  }

  /**
   * @param base file of the head in service; the gate's first head if not given
   */
  static Teaching of(
      NamedGate gate,
      @Nullable Path base,
      @Nullable String deviceClass,
      @Nullable String variant,
      TeachingPlan plan)
      throws FailedCommandException, GateArtefactException {
    GateArtefact artefact = GateArtefact.read(gate.location());
    Outputs outputs = artefact.manifest().outputs();
    Head first = artefact.head().orElse(null);
    if (outputs == null || first == null) {
      throw new FailedCommandException(
          ("gate %s cannot be taught: its last layer is inside its network. Teach a gate with a"
                  + " head, such as person")
              .formatted(artefact.manifest().gate()));
    }
    GateSource source = GateSource.of(gate.location());
    return new Teaching(
        variant == null ? source : source.withVariant(variant),
        artefact.manifest(),
        outputs,
        base == null ? first : read(base, artefact.manifest(), outputs),
        deviceClass,
        plan);
  }

  private static Head read(Path file, GateManifest manifest, Outputs outputs)
      throws FailedCommandException, GateArtefactException {
    HeadFile read;
    try {
      read = HeadFile.read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new FailedCommandException(
          "cannot read %s, which --base names: %s".formatted(file, e.getMessage()), e);
    }
    if (read.head().features() != outputs.features().size()) {
      throw new FailedCommandException(
          "%s is the head of %s and weighs %d features; %s has %d"
              .formatted(
                  file,
                  read.gate(),
                  read.head().features(),
                  manifest.gate(),
                  outputs.features().size()));
    }
    return read.head();
  }

  /** By which the job knows the gate. */
  String name() {
    return manifest.name();
  }

  /** What the gate looks for. */
  String label() {
    return manifest.labels().get(0);
  }

  Taught by(List<LabelledPicture> pictures, PrintWriter out)
      throws FailedCommandException,
          GateArtefactException,
          EngineStartException,
          NoServingVariantException {
    out.printf("  %d pictures are shown to %s%n", pictures.size(), manifest.gate());
    out.flush();
    try (GateSession session = EmbeddedGates.openSession(source)) {
      var progress = new Progress(out, "pictures", pictures.size(), System::nanoTime);
      SeenPictures seen = SeenPictures.by(session, outputs.features().size(), pictures, progress);
      var setting =
          new TeachSetting(
              manifest.gate(), inService, deviceClass, session.ladder().toString(), plan);
      return new Taught(setting, seen, lesson(setting, seen));
    }
  }

  private static Lesson lesson(TeachSetting setting, SeenPictures seen)
      throws FailedCommandException {
    try {
      var teacher =
          new Teacher(
              seen.events(), setting.inService(), setting.thresholdInService(), setting.plan());
      return setting.deviceClass() == null
          ? teacher.head()
          : teacher.threshold(setting.deviceClass());
    } catch (UnfitEventsException e) {
      throw new FailedCommandException(
          "%s (%d pictures could not be read)".formatted(e.getMessage(), seen.unreadable().size()),
          e);
    }
  }
}
