package kiosk.devices.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrinterAskTest {

  @TempDir private Path folder;

  @Test
  void noNameOfAUnitPutsAFactIntoItsProfile() throws IOException {
    String name = PrinterAsk.plain("TM\r\nproof.fence = none probed \\u000Ax\u00e9 \\");
    assertThat(name).isEqualTo("TM??proof.fence = none probed ?u000Ax? ?");
    PrinterProfile named =
        PrinterProfile.find("epson-tm").orElseThrow().with("unit.name", name, Provenance.PROBED);
    Path file = folder.resolve("unit.properties");
    Files.writeString(file, named.text());
    assertThat(PrinterProfile.find(file.toString()).map(PrinterProfile::facts))
        .contains(named.facts());
  }
}
