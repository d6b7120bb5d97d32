package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetterReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {
  private static final Schema SCHEMA = SchemaBuilder.record("R").fields().endRecord();

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private FakeRegistry fake;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeRegistry();
    registry = new SchemaRegistry(fake.options(), nanos::get);
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void aSchemaIsFetchedOnce() throws Exception {
    fake.put(7, SCHEMA.toString());
    assertThat(registry.schemaOf(7)).isEqualTo(SCHEMA).isSameAs(registry.schemaOf(7));
    assertThat(fake.requests).containsExactly("GET /schemas/ids/7");
  }

  @Test
  void aSchemaIsRegisteredOnceForEachSubject() throws Exception {
    int number = registry.numberOf("ledger-value", SCHEMA);
    assertThat(registry.numberOf("ledger-value", SCHEMA)).isEqualTo(number);
    registry.numberOf("verdicts-value", SCHEMA);
    assertThat(fake.requests)
        .containsExactly(
            "POST /subjects/ledger-value/versions", "POST /subjects/verdicts-value/versions");
    assertThat(registry.schemaOf(number)).isEqualTo(SCHEMA);
  }

  @Test
  void aNumberThatIsUnknownIsAskedForAgainOnlyAfterAWhile() throws Exception {
    assertRefused(7, DeadLetterReason.UNKNOWN_SCHEMA, "the registry has no schema 7");
    nanos.addAndGet(SchemaRegistry.REFUSAL_KEPT.toNanos() - 1);
    fake.put(7, SCHEMA.toString());
    assertRefused(7, DeadLetterReason.UNKNOWN_SCHEMA, "the registry has no schema 7");
    assertThat(fake.requests).hasSize(1);
    nanos.incrementAndGet();
    assertThat(registry.schemaOf(7)).isEqualTo(SCHEMA);
  }

  @Test
  void unknownNumbersDoNotFillTheMemory() {
    for (int number = 0; number <= 1_000; number++) {
      assertRefused(number, DeadLetterReason.UNKNOWN_SCHEMA, "");
    }
    assertRefused(1, DeadLetterReason.UNKNOWN_SCHEMA, "");
    assertThat(fake.requests).as("1 is remembered").hasSize(1_001);
    assertRefused(0, DeadLetterReason.UNKNOWN_SCHEMA, "");
    assertThat(fake.requests).as("0 was forgotten").hasSize(1_002);
  }

  @Test
  void aSchemaOfAnotherLanguageIsAnUnknownKind() {
    fake.put(7, "message M {}", "PROTOBUF");
    assertRefused(7, DeadLetterReason.UNKNOWN_KIND, "schema 7 is of type PROTOBUF, not Avro");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"Elsewhere\"}]}",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
        "{"
      })
  void aSchemaThatCannotBeParsedAloneIsAnUnknownKind(String schema) {
    fake.put(7, schema);
    assertRefused(7, DeadLetterReason.UNKNOWN_KIND, "schema 7 cannot be parsed alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"com.example.Elsewhere\"", "\"string\"", "[\"null\"]", ""})
  void aSchemaOfNoRecordIsAnUnknownKind(String schema) {
    fake.put(7, schema);
    assertRefused(7, DeadLetterReason.UNKNOWN_KIND, "schema 7 is of no record");
  }

  @ParameterizedTest
  @CsvSource({
    "404, <html>no such page</html>",
    "404, {\"error_code\":40401}",
    "401, {\"error_code\":40101}",
    "429, slow down",
    "500, {\"error_code\":50001}",
    "200, {}",
    "200, not json",
    "301, moved"
  })
  void anyOtherAnswerIsTheRegistrysFaultAndIsNotRemembered(int status, String text)
      throws Exception {
    fake.answer(status, text);
    assertThatThrownBy(() -> registry.schemaOf(7))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageEndingWith("/registry/schemas/ids/7 answered %d: %s".formatted(status, text));
    assertThatThrownBy(() -> registry.numberOf("ledger-value", SCHEMA))
        .isInstanceOf(SchemaRegistryException.class);
    fake.answer(200, "");
    fake.put(7, SCHEMA.toString());
    assertThat(registry.schemaOf(7)).isEqualTo(SCHEMA);
  }

  @Test
  void aRegistryThatIsAwayIsNotTheRecordsFault() {
    fake.close();
    assertThatThrownBy(() -> registry.schemaOf(7))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageStartingWith("no answer from http://127.0.0.1")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aRegistryThatSaysNothingIsGivenUp() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      var options = new RegistryOptions(uri, null, Duration.ofMillis(200));
      assertThatThrownBy(() -> new SchemaRegistry(options, nanos::get).schemaOf(7))
          .isInstanceOf(SchemaRegistryException.class);
    }
  }

  @Test
  void aRegistryThatStopsInTheMiddleOfItsAnswerIsGivenUp() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var answering =
          new Thread(
              () -> {
                try {
                  server
                      .accept()
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"
                              .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      answering.start();
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
      var options = new RegistryOptions(uri, null, Duration.ofMillis(500));
      assertThatThrownBy(() -> new SchemaRegistry(options, nanos::get).schemaOf(7))
          .isInstanceOf(SchemaRegistryException.class);
    }
  }

  @Test
  void anInterruptEndsTheRequestAndIsNotForgotten() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(SchemaRegistryException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void credentialsAreReadFromTheFileForEveryRequest() throws Exception {
    fake.put(7, SCHEMA.toString());
    fake.put(8, SCHEMA.toString());
    Path file = Files.writeString(folder.resolve("credentials"), "reader:first\n");
    var guarded = new SchemaRegistry(fake.options(file.toString()), nanos::get);
    guarded.schemaOf(7);
    Files.writeString(file, "reader:second\n");
    guarded.schemaOf(8);
    assertThat(fake.authorizations)
        .containsExactly("Basic cmVhZGVyOmZpcnN0", "Basic cmVhZGVyOnNlY29uZA==");
  }

  @Test
  void aMissingCredentialsFileIsNamed() {
    String file = folder.resolve("nowhere").toString();
    assertThatThrownBy(() -> new SchemaRegistry(fake.options(file), nanos::get).schemaOf(7))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessage("cannot read the registry's credentials from " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry:8081", "ftp://registry", "/schemas", "http:///schemas"})
  void anAddressMustBeOne(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistryOptions(URI.create(uri), null, Duration.ofSeconds(1)))
        .withMessage("not the address of a registry: " + uri);
  }

  @Test
  void credentialsInTheAddressAreRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RegistryOptions(
                    URI.create("http://reader:word@registry:8081"), null, Duration.ofSeconds(1)))
        .withMessageContaining("credentials belong in a file")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("word"));
  }

  @Test
  void credentialsCrossNoNetworkInTheClear() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RegistryOptions(
                    URI.create("http://registry:8081"), "/run/file", Duration.ofSeconds(1)))
        .withMessageContaining("in the clear to http://registry:8081: use https");
    for (String sound :
        new String[] {"https://registry:8081", "http://LOCALHOST:8081", "http://[::1]:8081"}) {
      assertThat(new RegistryOptions(URI.create(sound), "/run/file", Duration.ofSeconds(1)).uri())
          .hasToString(sound);
    }
  }

  private void assertRefused(int number, DeadLetterReason reason, String detail) {
    assertThatThrownBy(() -> registry.schemaOf(number))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.objection().reason()).isEqualTo(reason))
        .hasMessageContaining(detail);
  }
}
