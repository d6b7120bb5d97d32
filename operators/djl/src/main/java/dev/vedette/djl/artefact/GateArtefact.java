package dev.vedette.djl.artefact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gate as a folder of files that its manifest vouches for.
 *
 * <p>What all variants share is checked when the artefact is read. A variant's own files are
 * checked when the variant is about to serve, because a damaged one need not stop the others.
 */
public final class GateArtefact {
  /** A location that starts with this is a prefix on the class path, not a folder. */
  public static final String CLASSPATH = "classpath:";

  static final String MANIFEST = "manifest.json";

  private static final String REMEDY = "Put the released files of this gate back in place";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader READER = MAPPER.readerFor(GateManifest.class);

  private final Path folder;
  private final GateManifest manifest;
  private final String id;

  private GateArtefact(Path folder, GateManifest manifest, String id) {
    this.folder = folder;
    this.manifest = manifest;
    this.id = id;
  }

  /**
   * Reads a gate.
   *
   * @param location a folder, or {@code classpath:} and a prefix such as {@code gates/face}; what
   *     is on the class path is copied into a cache, because TensorFlow wants files
   */
  public static GateArtefact read(String location) throws GateArtefactException {
    if (!location.startsWith(CLASSPATH)) {
      return readFolder(Path.of(location));
    }
    return ClasspathGate.on(location.substring(CLASSPATH.length())).copyInto(GateCache.folder());
  }

  static GateArtefact readFolder(Path folder) throws GateArtefactException {
    Path file = folder.resolve(MANIFEST);
    byte[] json;
    try {
      json = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new GateArtefactException(
          file.toString(), "cannot be read (" + e + ")", "Point at the folder of a gate", e);
    }
    var artefact =
        new GateArtefact(folder, parseManifest(file.toString(), json), Hashes.sha256(json));
    artefact.checkWhatIsShared();
    return artefact;
  }

  static GateManifest parseManifest(String file, byte[] json) throws GateArtefactException {
    try {
      @Nullable GateManifest manifest = READER.readValue(json);
      if (manifest != null) {
        return manifest;
      }
      throw new GateArtefactException(file, "is null", REMEDY, null);
    } catch (JsonProcessingException e) {
      throw new GateArtefactException(
          file,
          "is no manifest of format %d: %s".formatted(GateManifest.FORMAT, e.getOriginalMessage()),
          "Use a gate and a Vedette of matching versions",
          e);
    } catch (IOException e) {
      throw new GateArtefactException(file, "cannot be parsed", REMEDY, e);
    }
  }

  private void checkWhatIsShared() throws GateArtefactException {
    GateManifest.Decode decode = manifest.decode();
    Optional<String> damage =
        Hashes.damageIn(folder, decode.files())
            .or(() -> Hashes.damageIn(folder, manifest.golden().files()))
            .or(() -> Hashes.strangerIn(folder, decode.folder(), decode.files()));
    if (damage.isPresent()) {
      throw new GateArtefactException(folder.toString(), damage.get(), REMEDY, null);
    }
  }

  /** That a file of this gate cannot be used, although it is the one that was released. */
  public GateArtefactException damage(String path, String fact) {
    return new GateArtefactException(resolve(path).toString(), fact, REMEDY, null);
  }

  /** What is wrong with a variant's files. */
  public Optional<String> damageOf(Variant variant) {
    return Hashes.damageIn(folder, variant.files())
        .or(() -> Hashes.strangerIn(folder, variant.folder(), variant.files()));
  }

  public GateManifest manifest() {
    return manifest;
  }

  public Path resolve(String path) {
    return folder.resolve(path);
  }

  /** The manifest's SHA-256, and so a name for every byte that the manifest vouches for. */
  public String id() {
    return id;
  }

  public byte[] bytes(String path) throws GateArtefactException {
    try {
      return Files.readAllBytes(resolve(path));
    } catch (IOException e) {
      throw new GateArtefactException(
          resolve(path).toString(), "cannot be read (" + e + ")", REMEDY, e);
    }
  }

  /** What a variant must score the golden inputs, in their order. */
  public List<Double> goldenScores(Variant variant) throws GateArtefactException {
    String path = manifest.golden().outputs();
    try {
      List<Double> scores = new ArrayList<>();
      MAPPER
          .readTree(bytes(path))
          .path(variant.name())
          .forEach(score -> scores.add(score.asDouble(Double.NaN)));
      if (scores.size() == manifest.golden().count()) {
        return scores;
      }
      throw damage(
          path,
          "%d scores for %s, %d golden inputs"
              .formatted(scores.size(), variant.name(), manifest.golden().count()));
    } catch (IOException e) {
      throw new GateArtefactException(resolve(path).toString(), "is no JSON", REMEDY, e);
    }
  }
}
