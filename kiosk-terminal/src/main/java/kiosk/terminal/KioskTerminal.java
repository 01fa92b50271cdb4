package kiosk.terminal;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.jackson.DatabindCodec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;
import kiosk.terminal.config.TerminalConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs one kiosk until it is told to stop: `./borne kiosk --config FILE`.
@Command(
    name = "kiosk",
    mixinStandardHelpOptions = true,
    description = "Runs one kiosk. Prints 'ready kiosk URL' when its page can be opened.")
public final class KioskTerminal implements Callable<Integer> {

  private static final int WRONG_CONFIGURATION = 2;
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 5;

  @Option(names = "--config", paramLabel = "FILE", required = true, description = "Properties.")
  private Path file = Path.of("kiosk.properties");

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides one setting.")
  private Map<String, String> overrides = Map.of();

  /// Runs the kiosk and ends the process.
  public static void main(String[] arguments) {
    // One configuration by its own name: a class path may hold several modules.
    System.setProperty("logback.configurationFile", "kiosk/terminal/logback.xml");
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.exit(new CommandLine(new KioskTerminal()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Logger log = LoggerFactory.getLogger(KioskTerminal.class);
    TerminalConfig config;
    try {
      config = TerminalConfig.of(Settings.read(TerminalConfig.SETTINGS, file, overrides));
    } catch (SettingsException e) {
      log.atError().setMessage("kiosk.configuration").addKeyValue("cause", e.getMessage()).log();
      return WRONG_CONFIGURATION;
    }
    return run(config, log);
  }

  private static int run(TerminalConfig config, Logger log) throws InterruptedException {
    // As in Wire: buffers that are kept would hold the last person.
    DatabindCodec.mapper().getFactory().setRecyclerPool(JsonRecyclerPools.nonRecyclingPool());
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(2)
                .setBlockedThreadCheckInterval(10_000));
    try {
      Terminal terminal =
          Terminal.start(vertx, config, Clock.system(ZoneId.systemDefault()))
              .await(START_SECONDS, TimeUnit.SECONDS);
      System.out.println("ready kiosk " + terminal.startUrl());
      System.out.flush();
      log.atInfo().setMessage("kiosk.ready").addKeyValue("kiosk", config.name()).log();
      awaitStop(vertx, terminal, log);
      return 0;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // Whatever keeps the kiosk from starting is told in one line: a taken port, a full disk.
      String cause = e.getClass().getSimpleName() + ": " + e.getMessage();
      log.atError().setMessage("kiosk.start").addKeyValue("cause", cause).log();
      return 1;
    }
  }

  /// Until SIGTERM; then everything is closed before the process ends.
  private static void awaitStop(Vertx vertx, Terminal terminal, Logger log)
      throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  try {
                    stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop"));
    stop.await();
    terminal.close();
    vertx.close().await();
    log.atInfo().setMessage("kiosk.stopped").log();
    stopped.countDown();
  }
}
