package dev.vedette.cloud.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
  private static final byte[] MESSAGE = "what is announced".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path scratch;
  private Path trusted;
  private KeyFolder keys;
  private SigningKey site;

  @BeforeEach
  void trustOne() throws Exception {
    trusted = Files.createDirectory(scratch.resolve("trusted"));
    keys = new KeyFolder(trusted);
    site = key("site-1");
    trust("site-1");
  }

  private SigningKey key(String name) throws Exception {
    return SigningKey.read(KeyPairFiles.create(name, scratch.resolve("mine")).privateKey());
  }

  private void trust(String name) throws Exception {
    Files.copy(scratch.resolve("mine/" + name + ".pem"), trusted.resolve(name + ".pem"));
  }

  private void check(SigningKey by) throws ReleaseRefusedException {
    keys.requireSigned(by.keyId(), MESSAGE, by.sign(MESSAGE));
  }

  private void assertRefused(SigningKey by, Reason reason, String... parts) {
    assertThatThrownBy(() -> check(by))
        .isInstanceOfSatisfying(
            ReleaseRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContainingAll(parts);
  }

  @Test
  void theSignatureOfATrustedKeyCounts() throws Exception {
    check(site);
  }

  @Test
  void aKeyIsTrustedFromWhenItIsThereUntilItIsTakenAway() throws Exception {
    SigningKey next = key("site-2");
    assertRefused(next, Reason.UNKNOWN_KEY, "site-2", "which are: site-1", trusted.toString());
    trust("site-2");
    check(next);
    Files.delete(trusted.resolve("site-1.pem"));
    assertRefused(site, Reason.UNKNOWN_KEY, "site-1", "which are: site-2");
    check(next);
  }

  @Test
  void anotherKeyOfTheSameNameIsNotBelieved() throws Exception {
    SigningKey thief =
        SigningKey.read(KeyPairFiles.create("site-1", scratch.resolve("thief")).privateKey());
    assertRefused(thief, Reason.BAD_SIGNATURE, "site-1.pem");
  }

  @Test
  void whatWasChangedOrIsNoSignatureIsNotBelieved() {
    byte[] other = "what is announcee".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> keys.requireSigned("site-1", other, site.sign(MESSAGE)))
        .isInstanceOf(ReleaseRefusedException.class);
    for (int length : new int[] {0, 1, 63, 64, 65, 1000}) {
      assertThatThrownBy(() -> keys.requireSigned("site-1", MESSAGE, new byte[length]))
          .isInstanceOfSatisfying(
              ReleaseRefusedException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE));
    }
  }

  @Test
  void filesThatHoldNoKeyArePassedOver() throws Exception {
    Files.writeString(trusted.resolve("empty.pem"), "");
    Files.writeString(
        trusted.resolve("cut.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    Files.writeString(trusted.resolve("notes.txt"), "mine");
    Files.createDirectory(trusted.resolve("folder.pem"));
    Files.copy(scratch.resolve("mine/site-1.key.pem"), trusted.resolve("other.key.pem"));
    Files.copy(scratch.resolve("mine/site-1.key.pem"), trusted.resolve("private.pem"));

    check(site);
    assertRefused(key("site-2"), Reason.UNKNOWN_KEY, "which are: site-1.");
  }

  @Test
  void aNameIsLookedUpAndNeverMadeIntoAPath() throws Exception {
    for (String name : new String[] {"", "..", "../mine/site-1", "site-1.pem", "\u001b[2J"}) {
      assertThatThrownBy(() -> keys.requireSigned(name, MESSAGE, site.sign(MESSAGE)))
          .isInstanceOfSatisfying(
              ReleaseRefusedException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY))
          .hasMessageContaining("the key that is named is not among");
    }
  }

  @Test
  void aFolderThatIsNotThereTrustsNobody() throws Exception {
    keys = new KeyFolder(scratch.resolve("nowhere"));
    assertRefused(site, Reason.UNKNOWN_KEY, scratch.resolve("nowhere").toString());
  }

  @Test
  void itTravels() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var output = new ObjectOutputStream(bytes)) {
      output.writeObject(keys);
    }
    try (var input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      keys = (KeyFolder) input.readObject();
    }
    check(site);
    assertThat(keys).hasToString("trusted keys in " + trusted);
  }
}
