package kiosk.demo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import kiosk.demo.doctor.Finding.Health;
import org.junit.jupiter.api.Test;

/// An A4 printer that cannot be used is said with what to do. One that works is CUPS's, in the
/// tests of its driver.
final class InstallationTest {

  private final Installation installation = new Installation(Instant.EPOCH);

  @Test
  void whoeverIsAbsentMuteOrNoPrinterIsMissing() throws Exception {
    ServerSocket somebody = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    URI address = URI.create("ipp://127.0.0.1:" + somebody.getLocalPort() + "/ipp/print");
    try (somebody) {
      assertMissing(address, "it gives no whole answer in time: switch it off and on");
    }
    assertMissing(address, "nobody is there: switch it on");
    assertMissing(URI.create("http://127.0.0.1/ipp/print"), "it is like ipp://");
  }

  private void assertMissing(URI address, String words) throws InterruptedException {
    Finding finding = installation.ofPages(address);
    assertThat(finding.health()).isEqualTo(Health.MISSING);
    assertThat(finding.text()).contains(words).startsWith(address.toString());
  }
}
