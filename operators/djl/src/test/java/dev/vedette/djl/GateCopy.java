package dev.vedette.djl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A copy of a gate, to be damaged or forged. */
public record GateCopy(Path folder) {
  public static final Path ORIGINAL = Path.of("../../models/face");

  public static final Path PERSON = ORIGINAL.resolveSibling("person");
  public static final Path TURBOFAN = ORIGINAL.resolveSibling("turbofan");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the face gate, which is the smallest. */
  public static GateCopy into(Path folder) throws IOException {
    return of(ORIGINAL, folder);
  }

  public static GateCopy of(Path original, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(original.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return new GateCopy(folder);
  }

  public String location() {
    return folder.toString();
  }

  public Path file(String path) {
    return folder.resolve(path);
  }

  /** Turns over one bit in the middle of a file. */
  public GateCopy flip(String path) throws IOException {
    byte[] bytes = Files.readAllBytes(file(path));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(path), bytes);
    return this;
  }

  /** Edits the manifest as a tree. */
  public GateCopy edit(Consumer<ObjectNode> change) throws IOException {
    Path manifest = file("manifest.json");
    ObjectNode tree = (ObjectNode) JSON.readTree(manifest.toFile());
    change.accept(tree);
    JSON.writeValue(manifest.toFile(), tree);
    return this;
  }

  /** Writes a file and makes the manifest vouch for it, as a forger or a bad build would. */
  public GateCopy forge(String path, byte[] bytes) throws IOException {
    Files.write(file(path), bytes);
    String hash = sha256(bytes);
    return edit(
        tree -> tree.findParents(path).forEach(parent -> ((ObjectNode) parent).put(path, hash)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
