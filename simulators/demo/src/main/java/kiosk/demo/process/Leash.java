package kiosk.demo.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/// The main class of every child JVM of the demo: runs another main class and ends with the parent.
///
/// The parent holds the other end of this process's standard input. When the parent goes, even by
/// SIGKILL, the input ends, and so does this process: no orphan keeps a port.
public final class Leash {

  /// Runs `arguments[0]` as a main class with the rest of the arguments.
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("leash").start(Leash::endWithParent);
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // what the parent writes means nothing
      }
    } catch (IOException e) {
      // as good as the end
    }
    System.exit(0);
  }

  private Leash() {}
}
