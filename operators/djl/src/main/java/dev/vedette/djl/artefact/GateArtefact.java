package dev.vedette.djl.artefact;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.core.gate.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  static final String REMEDY = "Put the released files of this gate back in place";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final GateManifest manifest;
  private final String id;
  private final @Nullable Head head;

  private GateArtefact(Path folder, GateManifest manifest, String id) throws GateArtefactException {
    this.folder = folder;
    this.manifest = manifest;
    this.id = id;
    checkWhatIsShared();
    head = readHead();
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

  /** Reads the manifest alone: nothing is copied, and no other file is looked at. */
  public static GateManifest readManifest(String location) throws GateArtefactException {
    return manifestFile(location).manifest();
  }

  /** The {@link #id} of what is at a location, as its manifest says, which alone is read. */
  public static String readId(String location) throws GateArtefactException {
    return manifestFile(location).sha256();
  }

  private static ManifestFile manifestFile(String location) throws GateArtefactException {
    return location.startsWith(CLASSPATH)
        ? ClasspathGate.on(location.substring(CLASSPATH.length())).file()
        : ManifestFile.in(Path.of(location));
  }

  static GateArtefact readFolder(Path folder) throws GateArtefactException {
    ManifestFile file = ManifestFile.in(folder);
    return new GateArtefact(folder, file.manifest(), file.sha256());
  }

  private void checkWhatIsShared() throws GateArtefactException {
    Optional<String> damage = Hashes.damageIn(folder, manifest.sharedFiles());
    @Nullable Decode decode = manifest.decode();
    if (damage.isEmpty() && decode != null) {
      damage = Hashes.strangerIn(folder, decode.folder(), decode.files());
    }
    if (damage.isPresent()) {
      throw new GateArtefactException(folder.toString(), damage.get(), REMEDY, null);
    }
  }

  private @Nullable Head readHead() throws GateArtefactException {
    GateManifest.@Nullable HeadPlace place = manifest.head();
    @Nullable Outputs outputs = manifest.outputs();
    if (place == null || outputs == null) {
      return null;
    }
    HeadFile file = HeadFile.read(resolve(place.file()).toString(), bytes(place.file()));
    if (!file.gate().equals(manifest.gate())) {
      throw damage(
          place.file(), "is the head of %s, not of %s".formatted(file.gate(), manifest.gate()));
    }
    if (file.head().features() != outputs.features().size()) {
      throw damage(
          place.file(),
          "weighs %d features, the gate has %d"
              .formatted(file.head().features(), outputs.features().size()));
    }
    return file.head();
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

  /** The head that the gate begins with, if its last layer is outside the graph. */
  public Optional<Head> head() {
    return Optional.ofNullable(head);
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

  /** What a variant must answer to the golden inputs. */
  public GoldenAnswers goldenAnswers(Variant variant) throws GateArtefactException {
    String path = manifest.golden().outputs();
    try {
      return GoldenAnswers.of(MAPPER.readTree(bytes(path)), manifest, variant.name());
    } catch (IllegalArgumentException e) {
      throw damage(path, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new GateArtefactException(resolve(path).toString(), "is no JSON", REMEDY, e);
    }
  }
}
