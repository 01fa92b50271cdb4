package kiosk.bench.rig;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kiosk.demo.process.JavaCommand;
import kiosk.demo.stage.Plan;
import kiosk.demo.stage.Ports;
import kiosk.simulators.printer.PrinterModel;

/// A whole system of one's own, and rest between two measures.
public final class Rig {

  /// One node and one kiosk on free ports.
  public static Plan plan() throws IOException {
    Path home = Path.of(System.getProperty("borne.home", "")).toAbsolutePath();
    JavaCommand java =
        JavaCommand.likeThisOne(
            ManagementFactory.getRuntimeMXBean().getInputArguments(),
            Files.createDirectories(home.resolve(".borne/classes")));
    return new Plan(home, 1, freePorts(), PrinterModel.EPSON_TM, java);
  }

  private static Ports freePorts() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 9; i++) {
        held.add(new ServerSocket(0));
      }
      int[] free = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new Ports(
          free[0], free[1], free[2], free[3], free[4], free[5], free[6], free[7], free[8]);
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /// Waits without spinning.
  public static void rest(long seconds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Rig() {}
}
