package kiosk.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;
import kiosk.server.config.ServerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A node of the central server. Prints one line when its doors are open, logs JSON lines on
/// standard error, and ends cleanly on SIGTERM or SIGINT.
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = "Runs a node of the central server.")
public final class CentralServer implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file, UTF-8, 'key = value'.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key, over the file (repeatable).")
  private Map<String, String> overrides = Map.of();

  @Option(
      names = "--check",
      description = "Prints the configuration in force, secrets hidden, and ends.")
  private boolean check;

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CentralServer()).execute(arguments));
  }

  @Override
  public Integer call() {
    useOneLog();
    try {
      Settings settings =
          file == null
              ? new Settings(ServerConfig.SETTINGS, overrides)
              : Settings.read(ServerConfig.SETTINGS, file, overrides);
      ServerConfig config = ServerConfig.of(settings);
      if (check) {
        settings.effective().forEach(System.out::println);
        return CommandLine.ExitCode.OK;
      }
      return run(config);
    } catch (SettingsException e) {
      return refuse(e, CommandLine.ExitCode.USAGE);
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return refuse(
          cause,
          cause instanceof SettingsException
              ? CommandLine.ExitCode.USAGE
              : CommandLine.ExitCode.SOFTWARE);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return refuse(e, CommandLine.ExitCode.SOFTWARE);
    }
  }

  /// Both libraries write through java.util.logging unless they are told before they are loaded.
  private static void useOneLog() {
    System.setProperty("hazelcast.logging.type", "slf4j");
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
  }

  private static int run(ServerConfig config) throws IOException, GeneralSecurityException {
    ServerNode node = ServerNode.start(config, InstantSource.system());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  stopped.countDown();
                },
                "stop"));
    System.out.println("ready server https://" + node.kiosks() + " http://" + node.site());
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CommandLine.ExitCode.OK;
  }

  private static int refuse(Throwable cause, int code) {
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    System.err.println("server: " + message);
    return code;
  }
}
