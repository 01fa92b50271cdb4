package kiosk.demo.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to start another JVM like this one: same JDK, same class path, same options of the project.
///
/// The options file and the library folders are the ones that the `borne` script gave this JVM.
public final class JavaCommand {

  private static final List<String> SMALL_AND_QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private final List<String> start;

  private JavaCommand(List<String> start) {
    this.start = start;
  }

  /// The command line of this very JVM, without its main class and its heap.
  ///
  /// @param inherited this JVM's own arguments (`RuntimeMXBean.getInputArguments`)
  public static JavaCommand likeThisOne(List<String> inherited) {
    List<String> start = new ArrayList<>();
    start.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : inherited) {
      if (carriesOver(argument)) {
        start.add(argument);
      }
    }
    start.addAll(SMALL_AND_QUICK);
    start.add("-cp");
    start.add(System.getProperty("java.class.path"));
    return new JavaCommand(start);
  }

  /// The whole command line of a JVM that ends with this one, see [Leash].
  ///
  /// @param options for this JVM only, such as `-Xmx256m`
  /// @param main the name of the main class
  public List<String> leashed(List<String> options, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(start.getFirst());
    command.addAll(options);
    command.addAll(start.subList(1, start.size()));
    command.add(Leash.class.getName());
    command.add(main);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /// What is right for any JVM of the project; a heap, an archive or an agent is this JVM's own.
  private static boolean carriesOver(String argument) {
    return argument.startsWith("--") || argument.startsWith("-D");
  }
}
