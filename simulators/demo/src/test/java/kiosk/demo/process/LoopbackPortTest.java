package kiosk.demo.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoopbackPortTest {

  @Test
  void aTakenPortIsNamedWithItsUseAndTheOption() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LoopbackPort port = new LoopbackPort(taken.getLocalPort(), "kiosk screen", "--kiosk-port");

      assertThatThrownBy(() -> LoopbackPort.requireFree(List.of(port)))
          .isInstanceOf(StartException.class)
          .hasMessage(
              "Port %d is taken, and the kiosk screen needs it: choose another with --kiosk-port."
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void onePortForTwoPartsIsRefused() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    LoopbackPort one = new LoopbackPort(free, "kiosk screen", "--kiosk-port");
    LoopbackPort two = new LoopbackPort(free, "panel", "--panel-port");

    assertThatThrownBy(() -> LoopbackPort.requireFree(List.of(one, two)))
        .hasMessageContaining("asked for twice");
  }
}
