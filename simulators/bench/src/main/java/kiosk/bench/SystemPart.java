package kiosk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kiosk.bench.figure.Bar;
import kiosk.bench.figure.Samples;
import kiosk.bench.rig.HashCost;
import kiosk.bench.rig.Rig;
import kiosk.demo.process.StartException;
import kiosk.demo.stage.DataFolder;
import kiosk.demo.stage.Stage;
import kiosk.demo.visit.StepException;
import kiosk.demo.visit.WebSocketScreen;

/// The whole system as `./borne demo` starts it, on fresh data: visits of one ordinary person, then
/// half a minute of idleness. "On screen" is the moment at which the page's WebSocket has the
/// frame.
final class SystemPart {

  private static final String PERSON = "marie";
  private static final String CODE = "72916385";

  private static final double GREETING_ALLOWANCE_MS = 150;
  private static final double LOG_IN_ALLOWANCE_MS = 60;
  private static final int TICKETS = 5;

  /// A hall's kiosk has visits all day: the first teach the machine's compiler.
  private static final int WARMING = 40;

  private final Stage stage;
  private final WebSocketScreen screen;
  private final List<Double> greetings = new ArrayList<>();
  private final List<Double> logIns = new ArrayList<>();
  private final List<Double> hashes = new ArrayList<>();
  private final List<Double> inARow = new ArrayList<>();

  private SystemPart(Stage stage, WebSocketScreen screen) {
    this.stage = stage;
    this.screen = screen;
  }

  static List<Bar> measure(int runs) throws InterruptedException {
    try {
      Path data = Files.createTempDirectory("bench");
      try (DataFolder folder = DataFolder.open(data);
          Stage stage =
              Stage.start(
                  Rig.plan(), folder, Clock.system(ZoneId.of("Europe/Paris")), part -> {})) {
        return measure(stage, data.resolve("paper"), runs);
      }
    } catch (IOException | StartException | StepException e) {
      return List.of(Bar.unmeasured("the whole system", "", 0, String.valueOf(e)));
    }
  }

  private static List<Bar> measure(Stage stage, Path paper, int runs)
      throws StepException, InterruptedException, IOException {
    List<Bar> bars = new ArrayList<>();
    try (WebSocketScreen screen = WebSocketScreen.open(stage.addresses().screen())) {
      SystemPart part = new SystemPart(stage, screen);
      screen.awaitInvitation();
      for (int run = 0; run < WARMING; run++) {
        part.visit(run == 0);
      }
      part.greetings.clear();
      part.logIns.clear();
      part.hashes.clear();
      part.inARow.clear();
      for (int run = 0; run < runs; run++) {
        part.visit(run < TICKETS);
      }
      bars.add(part.greeting());
      bars.add(part.logIn());
    }
    bars.addAll(TicketBars.of(paper));
    bars.add(IdleBar.of(stage.children().getLast().pid()));
    return bars;
  }

  private Bar greeting() {
    Samples samples = new Samples(greetings);
    double floor = CardFloor.milliseconds();
    SequencedMap<String, Object> facts = facts(samples);
    facts.put("floorMs", Samples.rounded(floor));
    return Bar.of(
        "card in to greeting on screen, 95th percentile",
        "ms",
        floor + GREETING_ALLOWANCE_MS,
        Samples.rounded(samples.percentile(95)),
        facts);
  }

  /// Against what one Argon2id costs between the same visits, as the node does it: after a pause.
  private Bar logIn() {
    Samples samples = new Samples(logIns);
    Samples argon2id = new Samples(hashes);
    SequencedMap<String, Object> facts = facts(samples);
    facts.put("argon2idMs", Samples.rounded(argon2id.median()));
    facts.put("argon2idP95Ms", Samples.rounded(argon2id.percentile(95)));
    facts.put("argon2idInARowMs", Samples.rounded(new Samples(inARow).median()));
    return Bar.of(
        "code sent to menu on screen, 95th percentile",
        "ms",
        argon2id.median() + LOG_IN_ALLOWANCE_MS,
        Samples.rounded(samples.percentile(95)),
        facts);
  }

  private static SequencedMap<String, Object> facts(Samples samples) {
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("medianMs", Samples.rounded(samples.median()));
    facts.put("runs", samples.count());
    return facts;
  }

  private void visit(boolean withTicket) throws StepException, InterruptedException {
    long inserted = System.nanoTime();
    stage.devices().reader().insert(PERSON);
    expect("Idle", "EnterCode");
    greetings.add(since(inserted));
    type();
    long sent = System.nanoTime();
    screen.press("PROCEED");
    expect("EnterCode", "Menu");
    logIns.add(since(sent));
    if (withTicket) {
      print();
    }
    stage.devices().reader().remove();
    awaitScreen("Idle");
    // Here and not before the visits: a machine is faster at one time than at another, and in a
    // loop than after a pause. The second of two shows how much.
    hashes.add(HashCost.milliseconds());
    inARow.add(HashCost.milliseconds());
  }

  /// Key by key, as a person sees it: each is on the screen before the next.
  private void type() throws StepException, InterruptedException {
    for (int key : CODE.codePoints().toArray()) {
      screen.type(Character.toString(key));
      awaitScreen("EnterCode");
    }
  }

  private void print() throws StepException, InterruptedException {
    screen.open("ATTESTATION");
    expect("Menu", "ConfirmPrint");
    screen.press("PROCEED");
    expect("ConfirmPrint", "TakeTicket");
    stage.devices().printer().take();
    screen.press("PROCEED");
    expect("TakeTicket", "Menu");
  }

  private void expect(String left, String next) throws StepException, InterruptedException {
    String shown = screen.awaitOther(left);
    while (shown.equals(left)) {
      shown = screen.awaitOther(left);
    }
    if (!shown.equals(next)) {
      throw new StepException("after " + left + " came " + shown + ", not " + next);
    }
  }

  private void awaitScreen(String wanted) throws StepException, InterruptedException {
    String shown = screen.awaitOther("");
    while (!shown.equals(wanted)) {
      shown = screen.awaitOther(shown);
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
