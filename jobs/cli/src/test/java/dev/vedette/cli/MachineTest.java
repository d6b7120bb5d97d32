package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void theProcessorHasTheNameThatItsKernelGivesIt() {
    assertThat(Machine.nameIn("processor\t: 0\nmodel name\t: AMD EPYC 9R14\nmodel name\t: other\n"))
        .contains("AMD EPYC 9R14");
    assertThat(Machine.nameIn("processor\t: 0\nModel\t\t: Raspberry Pi 5 Model B Rev 1.0\n"))
        .contains("Raspberry Pi 5 Model B Rev 1.0");
    assertThat(Machine.nameIn("processor\t: 0\nBogoMIPS\t: 50.00\n")).isEmpty();
    assertThat(Machine.nameIn("")).isEmpty();
  }

  @Test
  void thisMachineHasALine() {
    assertThat(Machine.current().inOneLine()).contains("cores", "Java ");
  }
}
