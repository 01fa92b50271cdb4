package kiosk.demo.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How to start another JVM like this one: same JDK, same class path, same options of the project.
///
/// The options file and the library folders are the ones that the `borne` script gave this JVM.
public final class JavaCommand {

  /// The JVM's own words about an archive that does not fit would stand on standard output.
  private static final List<String> SMALL_AND_QUICK =
      List.of("-XX:+UseSerialGC", "-XX:+AutoCreateSharedArchive", "-Xlog:disable");

  private final List<String> program;
  private final List<String> common;
  private final Path archives;

  private JavaCommand(List<String> program, List<String> common, Path archives) {
    this.program = program;
    this.common = common;
    this.archives = archives;
  }

  /// The command line of this very JVM, without its main class and its heap.
  ///
  /// @param inherited this JVM's own arguments (`RuntimeMXBean.getInputArguments`)
  /// @param archives where each process keeps its loaded classes for the next start
  public static JavaCommand likeThisOne(List<String> inherited, Path archives) {
    return of(inherited, System.getProperty("java.class.path"), archives);
  }

  /// As [#likeThisOne], with other classes. Only jars can be kept in an archive.
  ///
  /// @param classPath as the option `-cp` takes it
  public static JavaCommand of(List<String> inherited, String classPath, Path archives) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> common = new ArrayList<>();
    inherited.stream().filter(JavaCommand::carriesOver).forEach(common::add);
    common.addAll(SMALL_AND_QUICK);
    common.add("-cp");
    common.add(classPath);
    return new JavaCommand(List.of(java), common, archives);
  }

  /// The same, started by programs that become it, such as `nice`.
  public JavaCommand startedBy(List<String> starters) {
    return new JavaCommand(
        Stream.concat(starters.stream(), program.stream()).toList(), common, archives);
  }

  /// The whole command line of a JVM that ends with this one, see [Leash].
  ///
  /// @param name of the process, unique among those that run together
  /// @param options for this JVM only, such as `-Xmx256m`
  /// @param main the name of the main class
  public List<String> leashed(
      String name, List<String> options, String main, List<String> arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(options);
    command.add("-XX:SharedArchiveFile=" + archives.resolve(name + ".jsa"));
    command.addAll(common);
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
