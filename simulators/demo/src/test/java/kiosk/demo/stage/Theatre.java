package kiosk.demo.stage;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kiosk.demo.process.ChildProcess;
import kiosk.demo.process.JavaCommand;
import kiosk.demo.visit.StepException;
import kiosk.demo.visit.WebSocketScreen;
import kiosk.simulators.mail.MailSink;
import kiosk.simulators.panel.PrinterControls;
import kiosk.simulators.panel.ReaderControls;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import kiosk.simulators.printer.PrinterModel;
import org.jspecify.annotations.Nullable;

/// A whole system of its own for tests, on free ports and fresh data. Its kiosk can be killed and
/// started again.
final class Theatre implements AutoCloseable {

  private static final int NIR_LENGTH = 13;
  private static final Pattern CODE = Pattern.compile("\\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\\b");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int KIOSK_FILE_BYTES = 1 << 20;
  private static final int FORK = Integer.getInteger("fork.number", 1);
  private static final int PORTS_OF_A_FORK = 1000;

  private static @Nullable Theatre shared;
  private static int nextPort = 20_000 + FORK * PORTS_OF_A_FORK;

  private final Plan plan;
  private final DataFolder folder;
  private final Stage stage;
  private ChildProcess kiosk;
  private URI screen;
  private @Nullable TerminalProcess restarted;
  private @Nullable Connection database;

  private Theatre(Plan plan, DataFolder folder, Stage stage) {
    this.plan = plan;
    this.folder = folder;
    this.stage = stage;
    this.kiosk = stage.children().getLast();
    this.screen = stage.addresses().screen();
  }

  /// The system that all tests of this JVM share while they leave it whole; it ends with the JVM.
  static synchronized Theatre shared() throws Exception {
    if (shared == null) {
      Theatre opened = open(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAtLast(opened)));
      shared = opened;
    }
    return shared;
  }

  private static void closeAtLast(Theatre theatre) {
    try {
      theatre.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A system for one test. One after the other: a port that one has found free is its own.
  static Theatre open(int nodes) throws Exception {
    return open(nodes, PrinterModel.EPSON_TM, List.of());
  }

  /// A system of one node for one test, whose kiosk has this printer.
  static Theatre open(PrinterModel printer) throws Exception {
    return open(1, printer, List.of());
  }

  /// A system that leaves the machine to the tests beside it when they need it, and whose JVMs,
  /// which live for seconds, start more quickly than they run.
  static Theatre openInTheBackground() throws Exception {
    return open(
        1,
        PrinterModel.EPSON_TM,
        List.of("nice", "env", "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1"));
  }

  private static synchronized Theatre open(int nodes, PrinterModel printer, List<String> launcher)
      throws Exception {
    Path home = home();
    DataFolder folder =
        DataFolder.open(Files.createTempDirectory(home.resolve("simulators/demo/target"), "stage"));
    Plan plan = new Plan(home, nodes, freePorts(), printer, java(home).startedBy(launcher));
    Stage stage =
        Stage.start(plan, folder, Clock.system(ZoneId.of("Europe/Paris")), progress -> {});
    Theatre theatre = new Theatre(plan, folder, stage);
    theatre.awaitCount(1, "SELECT count(*) FROM kiosk");
    return theatre;
  }

  private static Path home() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("borne"))) {
      folder = Optional.ofNullable(folder.getParent()).orElseThrow();
    }
    return folder;
  }

  private static JavaCommand java(Path home) throws IOException {
    List<String> options = new ArrayList<>();
    try (Stream<String> lines = Files.lines(home.resolve("simulators/demo/jvm.options"))) {
      lines.filter(line -> line.startsWith("-")).forEach(options::add);
    }
    options.add("-DjSerialComm.library.path=" + home.resolve("device-drivers/target/native"));
    options.add("-Dorg.sqlite.lib.path=" + home.resolve("kiosk-terminal/target/native"));
    Path target = home.resolve("simulators/demo/target");
    return JavaCommand.of(
        options, classPath(target), Files.createDirectories(target.resolve("classes-" + FORK)));
  }

  /// The jars that `borne` starts, so that what is tested is what is run.
  private static String classPath(Path target) throws IOException {
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      return jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  /// Ports that nobody holds, below those that the kernel gives to whoever calls out; each JVM of
  /// the tests looks in a range of its own.
  private static Ports freePorts() {
    int[] free = IntStream.generate(Theatre::freePort).limit(9).toArray();
    return new Ports(
        free[0], free[1], free[2], free[3], free[4], free[5], free[6], free[7], free[8]);
  }

  private static int freePort() {
    while (true) {
      try (ServerSocket socket = new ServerSocket(nextPort++)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody holds it.
      }
    }
  }

  ReaderControls reader() {
    return stage.devices().reader();
  }

  PrinterControls printer() {
    return stage.devices().printer();
  }

  MailSink mails() {
    return stage.mails();
  }

  Stage stage() {
    return stage;
  }

  /// The one node.
  ChildProcess server() {
    return stage.children().getFirst();
  }

  ChildProcess kiosk() {
    return kiosk;
  }

  /// The kiosk's page as its script sees it.
  WebSocketScreen page() throws StepException, InterruptedException {
    return WebSocketScreen.open(screen);
  }

  /// Where a browser opens the kiosk.
  URI screen() {
    return screen;
  }

  /// The folder that holds all that the system writes.
  Path data() {
    return Objects.requireNonNull(folder.database().getParent());
  }

  /// The verification codes on all papers that have come out: one for each whole document, none for
  /// a stub.
  List<String> printedCodes() throws IOException {
    List<String> codes = new ArrayList<>();
    try (Stream<Path> papers = Files.list(folder.paper())) {
      for (Path words : papers.filter(paper -> paper.toString().endsWith(".txt")).toList()) {
        CODE.matcher(Files.readString(words)).results().map(MatchResult::group).forEach(codes::add);
      }
    }
    return codes;
  }

  /// SIGKILL to the kiosk, and waits until it is gone.
  void killKiosk() {
    kiosk.kill();
    kiosk.ended().join();
  }

  /// Ends the kiosk as its service does, and starts it again.
  void restartKiosk() throws Exception {
    kiosk.close();
    startKiosk();
  }

  /// Starts the kiosk again on the same data and devices; returns once the server has heard of it.
  void startKiosk() throws Exception {
    count("UPDATE kiosk SET boot = '' RETURNING 1");
    TerminalProcess again =
        TerminalProcess.start(
            plan, folder, stage.devices().readerPort(), stage.devices().printerPort());
    restarted = again;
    screen = again.awaitStartAddress();
    kiosk = again.process();
    awaitCount(1, "SELECT count(*) FROM kiosk WHERE boot <> ''");
  }

  /// Stops every process of the database where it is, as a disk that hangs does: connections stay
  /// open and nothing answers.
  void freezeDatabase() throws IOException, InterruptedException {
    signalDatabase("STOP");
  }

  void thawDatabase() throws IOException, InterruptedException {
    signalDatabase("CONT");
  }

  private void signalDatabase(String name) throws IOException, InterruptedException {
    Path file = folder.database().resolve("data/postmaster.pid");
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .map(process -> Long.toString(process.pid()))
        .forEach(command::add);
    // One that has just ended is none to signal.
    new ProcessBuilder(command).start().waitFor();
  }

  /// How many lines of a part's log hold these words.
  long logged(ChildProcess part, String words) throws IOException {
    try (Stream<String> lines = Files.lines(folder.log(part.name()))) {
      return lines.filter(line -> line.contains(words)).count();
    }
  }

  /// Waits until at least so many lines of a part's log hold these words.
  void awaitLogged(ChildProcess part, long atLeast, String words)
      throws IOException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (logged(part, words) < atLeast) {
      if (System.nanoTime() > deadline || never.await(50, TimeUnit.MILLISECONDS)) {
        throw new TimeoutException("still less than " + atLeast + " times: " + words);
      }
    }
  }

  /// The kiosk's disk takes no byte more into its outbox: the file is made longer than the kiosk
  /// may write, while its log is not.
  void fillKioskDisk() throws Exception {
    onOutbox(
        "CREATE TABLE ballast (b BLOB)",
        "INSERT INTO ballast VALUES (randomblob(" + 2 * KIOSK_FILE_BYTES + "))");
    limitKioskFiles(Long.toString(KIOSK_FILE_BYTES));
  }

  /// There is room again.
  void freeKioskDisk() throws Exception {
    limitKioskFiles("unlimited");
    onOutbox("DROP TABLE ballast");
  }

  private void onOutbox(String... statements) throws SQLException {
    Path file = folder.data(TerminalProcess.NAME).resolve("outbox.db");
    try (Connection outbox = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = outbox.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void limitKioskFiles(String bytes) throws IOException, InterruptedException {
    List<String> command =
        List.of("prlimit", "--pid", Long.toString(kiosk.pid()), "--fsize=" + bytes + ":unlimited");
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("prlimit (Debian package util-linux) failed");
    }
  }

  /// The code that opens a person's account, as the deck has it.
  static String codeOf(String persona) {
    String nir =
        Deck.find(persona).map(Persona::holder).orElseThrow().nir().substring(0, NIR_LENGTH);
    return new JsonObject(Deck.registryExtract())
        .getJsonArray("people").stream()
            .map(JsonObject.class::cast)
            .filter(person -> nir.equals(person.getString("nir")))
            .map(person -> person.getJsonObject("account"))
            .flatMap(
                account -> Stream.of("personalCode", "provisionalCode").map(account::getString))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
  }

  /// Asks the database for one number.
  long count(String query, Object... values) throws SQLException, IOException {
    return Long.parseLong(column(query, values).getFirst());
  }

  /// Asks the database for one column.
  List<String> column(String query, Object... values) throws SQLException, IOException {
    List<String> column = new ArrayList<>();
    try (PreparedStatement statement = database().prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          column.add(rows.getString(1));
        }
      }
    }
    return column;
  }

  /// One connection for all questions: to log in costs more than to ask.
  private Connection database() throws SQLException, IOException {
    Connection open = database;
    if (open == null) {
      Properties settings = new Properties();
      try (Reader file = Files.newBufferedReader(folder.config("central-1"))) {
        settings.load(file);
      }
      open =
          DriverManager.getConnection(
              "jdbc:" + settings.getProperty("database.url"),
              settings.getProperty("database.user"),
              settings.getProperty("database.password"));
      database = open;
    }
    return open;
  }

  /// Waits until the database answers at least this number.
  void awaitCount(long atLeast, String query)
      throws SQLException, IOException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (count(query) < atLeast) {
      if (System.nanoTime() > deadline || never.await(50, TimeUnit.MILLISECONDS)) {
        throw new TimeoutException("still less than " + atLeast + ": " + query);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    Connection open = database;
    if (open != null) {
      open.close();
    }
    TerminalProcess again = restarted;
    if (again != null) {
      again.close();
    }
    stage.close();
    folder.close();
  }
}
