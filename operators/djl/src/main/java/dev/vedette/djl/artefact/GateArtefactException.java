package dev.vedette.djl.artefact;

import org.jspecify.annotations.Nullable;

/**
 * A gate's files are not what they should be. The message names the file and ends with a remedy.
 */
public final class GateArtefactException extends Exception {
  private static final long serialVersionUID = 1;

  private final String file;

  GateArtefactException(String file, String fact, String remedy, @Nullable Throwable cause) {
    super(file + ": " + fact + ". " + remedy + ".", cause);
    this.file = file;
  }

  /** A gate for other devices than those that it was named for. */
  public static GateArtefactException wrongKind(String location, String kind, String wanted) {
    return new GateArtefactException(
        location,
        "is for %s devices, not for %s ones".formatted(kind, wanted),
        "Name a gate whose manifest says kind " + wanted,
        null);
  }

  /** The file at fault, or the folder where it should be. */
  public String file() {
    return file;
  }
}
