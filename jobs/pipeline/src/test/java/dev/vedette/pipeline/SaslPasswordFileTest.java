package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaslPasswordFileTest {
  private static final String USER = "plant \\ \"7\"";

  @TempDir private Path folder;

  /** Through the string that travels, as Kafka itself reads it. */
  private AuthenticateCallbackHandler configured(Path file) throws Exception {
    var properties =
        KafkaClients.properties(
            Configuration.fromMap(
                Map.of(
                    "vedette.kafka.bootstrap",
                    "broker:9093",
                    "vedette.kafka.username",
                    USER,
                    "vedette.kafka.password-file",
                    file.toString())));
    var jaas = new Password(properties.getProperty("sasl.jaas.config"));
    var context = JaasContext.loadClientContext(Map.of("sasl.jaas.config", jaas));
    var handler = new SaslPasswordFile();
    handler.configure(Map.of(), "SCRAM-SHA-512", context.configurationEntries());
    return handler;
  }

  private static String password(AuthenticateCallbackHandler handler) throws Exception {
    var password = new PasswordCallback("password", false);
    handler.handle(new Callback[] {password});
    return new String(password.getPassword());
  }

  @Test
  void userAndPasswordArriveAsTheyAreWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("pass \"word\""), " a\\b\"c;$é \r\n");
    var handler = configured(file);
    var name = new NameCallback("name");
    handler.handle(new Callback[] {name});

    assertThat(name.getName()).isEqualTo(USER);
    assertThat(password(handler)).isEqualTo(" a\\b\"c;$é ");
  }

  @Test
  void aChangedPasswordIsInForceWithTheNextLogin() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "first");
    var handler = configured(file);
    assertThat(password(handler)).isEqualTo("first");

    Files.writeString(file, "second\n");
    assertThat(password(handler)).isEqualTo("second");
  }

  @Test
  void aFileThatIsMissingOrEmptyIsNamed() throws Exception {
    Path file = folder.resolve("password");
    var handler = configured(file);
    assertThatThrownBy(() -> password(handler))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());

    Files.writeString(file, "\n");
    assertThatThrownBy(() -> password(handler)).hasMessageContaining(file + " is empty");
  }

  @Test
  void withoutItsOptionsItIsNotMade() {
    var jaas =
        new Password(
            "org.apache.kafka.common.security.scram.ScramLoginModule required user=\"u\";");
    var context = JaasContext.loadClientContext(Map.of("sasl.jaas.config", jaas));
    assertThatThrownBy(
            () ->
                new SaslPasswordFile()
                    .configure(Map.of(), "SCRAM-SHA-512", context.configurationEntries()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("vedettePasswordFile");
  }
}
