package dev.vedette.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class GateSourceTest {
  @Test
  void itTravelsInAJobGraph() throws Exception {
    GateSource source =
        GateSource.of("classpath:gates/face")
            .withThreshold(0.5)
            .withVariant("float32")
            .withMaxBatch(8);
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(source);
    }

    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(source);
    }
  }

  @Test
  void whatIsNotGivenIsLeftToTheGateAndTheHost() {
    GateSource source = GateSource.of("gates/face");

    assertThat(source.threshold()).isNull();
    assertThat(source.variant()).isNull();
    assertThat(source.maxBatch()).isEqualTo(GateSource.DEFAULT_MAX_BATCH);
  }

  @Test
  void nonsenseIsRefusedWithTheValue() {
    GateSource source = GateSource.of("gates/face");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> GateSource.of(" "))
        .withMessage("location is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.withThreshold(Double.NaN))
        .withMessage("threshold is not in 0..1: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.withMaxBatch(0))
        .withMessage("maxBatch is not in 1..1024: 0");
  }
}
