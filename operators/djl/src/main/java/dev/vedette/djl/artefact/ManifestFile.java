package dev.vedette.djl.artefact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vedette.core.integrity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A manifest with the bytes that it was read from, whose hash names the gate.
 *
 * @param file for messages
 */
record ManifestFile(String file, byte[] json, GateManifest manifest) {
  static final String NAME = "manifest.json";

  private static final ObjectReader READER = new ObjectMapper().readerFor(GateManifest.class);

  static ManifestFile in(Path folder) throws GateArtefactException {
    Path file = folder.resolve(NAME);
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new GateArtefactException(
          file.toString(), "cannot be read (" + e + ")", "Point at the folder of a gate", e);
    }
  }

  static ManifestFile parse(String file, byte[] json) throws GateArtefactException {
    try {
      @Nullable GateManifest manifest = READER.readValue(json);
      if (manifest != null) {
        return new ManifestFile(file, json, manifest);
      }
      throw new GateArtefactException(file, "is null", GateArtefact.REMEDY, null);
    } catch (JsonProcessingException e) {
      throw new GateArtefactException(
          file,
          "is no manifest of format %d: %s".formatted(GateManifest.FORMAT, e.getOriginalMessage()),
          "Use a gate and a Vedette of matching versions",
          e);
    } catch (IOException e) {
      throw new GateArtefactException(file, "cannot be parsed", GateArtefact.REMEDY, e);
    }
  }

  String sha256() {
    return Sha256.hex(json);
  }
}
