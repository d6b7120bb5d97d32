package dev.vedette.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. It stands in this module because here all others are on the class path. */
@AnalyzeClasses(packages = "dev.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {
  private static final String OURS = "dev.vedette.";
  private static final int MOST_LINES = 250;

  /** A verdict holds the answer to a question, and so does a line of the ledger. */
  private static final Set<String> GROWN_TOGETHER =
      Set.of("dev.vedette.core.brain", "dev.vedette.core.money", "dev.vedette.core.verdict");

  @ArchTest static final ArchRule CORE = onlyKnows("core");

  @ArchTest static final ArchRule SCHEMAS = onlyKnows("schemas", "avro");

  @ArchTest static final ArchRule METRICS = onlyKnows("metrics");

  @ArchTest static final ArchRule DJL = onlyKnows("djl", "core");

  @ArchTest static final ArchRule CLOUD = onlyKnows("cloud", "core");

  @ArchTest static final ArchRule FLINK = onlyKnows("flink", "core");

  @ArchTest
  static final ArchRule PIPELINE =
      onlyKnows("pipeline", "flink", "djl", "cloud", "core", "schemas", "avro");

  @ArchTest static final ArchRule CLUSTER = onlyKnows("cluster");

  @ArchTest static final ArchRule SIMULATORS = onlyKnows("simulators", "core", "schemas", "avro");

  @ArchTest
  static final ArchRule CLI =
      onlyKnows("cli", "pipeline", "simulators", "core", "djl", "cloud", "flink");

  @ArchTest
  static final ArchRule THE_CLI_KNOWS_ONLY_THE_METRICS_NAMES_OF_THE_OPERATORS =
      noClasses()
          .that()
          .resideInAPackage("dev.vedette.cli..")
          .should()
          .dependOnClassesThat(
              ours("flink").and(DescribedPredicate.not(named("dev.vedette.flink.MetricNames"))));

  @ArchTest
  static final ArchRule THE_CLI_KNOWS_ONLY_THE_KEYS_AND_PRICES_OF_THE_CLOUD =
      noClasses()
          .that()
          .resideInAPackage("dev.vedette.cli..")
          .should()
          .dependOnClassesThat(
              ours("cloud")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "dev.vedette.cloud.signature",
                          "dev.vedette.cloud.key",
                          "dev.vedette.cloud.price")));

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_SCENARIOS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.vedette.scenarios..")
          .should()
          .dependOnClassesThat(ours("scenarios"));

  @ArchTest
  static final ArchRule AVRO_STOPS_AT_THE_CODECS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.vedette.schemas..",
              "dev.vedette.avro..",
              "dev.vedette.pipeline.wire..",
              "dev.vedette.simulators.devices..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.avro..", "dev.vedette.avro..");

  @ArchTest
  static final ArchRule ONLY_PROVIDERS_AND_THE_SCHEMA_REGISTRY_ARE_CALLED_OVER_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.vedette.cloud..", "dev.vedette.pipeline.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..");

  @ArchTest
  static final ArchRule ONLY_THE_GATE_KNOWS_NATIVE_CODE =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.vedette.djl..", "dev.vedette.scenarios..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "ai.onnxruntime..", "org.tensorflow..", "org.bytedeco..");

  @ArchTest
  static final ArchRule NO_PACKAGES_KNOW_ONE_ANOTHER =
      slices().assignedFrom(packages()).should().beFreeOfCycles();

  @Test
  void noClassIsLongerThanSomebodyReadsAtOnce() throws IOException {
    Path root = Path.of("../..");
    Map<String, Integer> tooLong = new TreeMap<>();
    for (String part : new String[] {"schemas", "operators", "jobs", "load-tests"}) {
      try (Stream<Path> files = Files.walk(root.resolve(part))) {
        for (Path file : files.filter(ModuleRulesTest::isProductSource).toList()) {
          int lines = Files.readAllLines(file).size();
          if (lines > MOST_LINES) {
            tooLong.put(file.getFileName().toString(), lines);
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static boolean isProductSource(Path file) {
    String name = file.toString().replace('\\', '/');
    return name.contains("/src/main/java/") && name.endsWith(".java");
  }

  /** Of our own modules; which of the others' are there, each module's pom says. */
  private static ArchRule onlyKnows(String module, String... others) {
    Set<String> known =
        Stream.concat(Stream.of(module), Arrays.stream(others)).collect(Collectors.toSet());
    return classes()
        .that()
        .resideInAPackage(OURS + module + "..")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are not ours or are of " + known,
                type -> moduleOf(type).isEmpty() || known.contains(moduleOf(type))));
  }

  private static DescribedPredicate<JavaClass> ours(String module) {
    return DescribedPredicate.describe("are of " + module, type -> moduleOf(type).equals(module));
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
  }

  /** Empty for what is not ours. */
  private static String moduleOf(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(OURS) ? name.split("\\.", -1)[2] : "";
  }

  private static SliceAssignment packages() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        if (moduleOf(type).isEmpty()) {
          return SliceIdentifier.ignore();
        }
        if (GROWN_TOGETHER.contains(name)) {
          return SliceIdentifier.of(GROWN_TOGETHER.toString());
        }
        // Commands and what they are made of hand one another the same failures.
        return SliceIdentifier.of(moduleOf(type).equals("cli") ? "dev.vedette.cli" : name);
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }
}
