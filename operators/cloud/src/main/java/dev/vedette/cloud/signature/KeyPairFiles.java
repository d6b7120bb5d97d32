package dev.vedette.cloud.signature;

import dev.vedette.cloud.key.KeyFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The two files of a new key pair.
 *
 * @param privateKey for whoever signs, readable for its owner alone
 * @param publicKey for every machine that shall believe them
 */
public record KeyPairFiles(Path privateKey, Path publicKey) {
  /**
   * Makes a pair, in files that were not there before.
   *
   * @throws IllegalArgumentException if the name is none for a key
   */
  public static KeyPairFiles create(String name, Path folder) throws KeyFileException {
    if (!KeyName.isOne(name)) {
      throw new IllegalArgumentException(
          "'%s' is not up to 64 letters, digits, dashes and underscores".formatted(name));
    }
    var files =
        new KeyPairFiles(
            folder.resolve(name + KeyName.PRIVATE_SUFFIX),
            folder.resolve(name + KeyName.PUBLIC_SUFFIX));
    if (Files.exists(files.publicKey)) {
      throw inTheWay(files.publicKey, null);
    }
    KeyPair pair = Ed25519.pair();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new KeyFileException("the folder cannot be made", folder, e);
    }
    write(
        files.privateKey, PemFile.text(PemFile.PRIVATE, pair.getPrivate().getEncoded()), ofOwner());
    write(files.publicKey, PemFile.text(PemFile.PUBLIC, pair.getPublic().getEncoded()));
    return files;
  }

  /** Files that are made so are nobody else's at any moment. Empty where there is no such thing. */
  private static FileAttribute<?>[] ofOwner() {
    return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void write(Path path, String text, FileAttribute<?>... attributes)
      throws KeyFileException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    try (SeekableByteChannel file =
        Files.newByteChannel(
            path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      throw inTheWay(path, e);
    } catch (IOException e) {
      throw new KeyFileException("the key cannot be written", path, e);
    }
  }

  private static KeyFileException inTheWay(Path path, @Nullable Exception cause) {
    return new KeyFileException(
        "a key is never written over another: take another name, or move this file away",
        path,
        cause);
  }
}
