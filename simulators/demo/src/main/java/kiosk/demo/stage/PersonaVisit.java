package kiosk.demo.stage;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Properties;
import kiosk.demo.visit.Answers;
import kiosk.demo.visit.StepException;
import kiosk.demo.visit.Visit;
import kiosk.demo.visit.WebSocketScreen;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;

/// Makes the visit of a person of the deck to a running demo, again and again if asked: the address
/// is new each time, and a code that was chosen is remembered beside the data it belongs to.
public final class PersonaVisit {

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String NEW_CODE = "82640937";
  private static final String MOBILE = "0639980199";
  private static final int NIR_LENGTH = 13;

  private final Stage stage;
  private final DataFolder folder;
  private final Clock clock;
  private final PrintStream out;

  /// @param out is told each step
  public PersonaVisit(Stage stage, DataFolder folder, Clock clock, PrintStream out) {
    this.stage = stage;
    this.folder = folder;
    this.clock = clock;
    this.out = out;
  }

  /// Makes the whole visit.
  ///
  /// @param id of the persona
  /// @return the folder with `ticket.png`, `attestation.pdf` and `mail.eml`
  /// @throws StepException at the first step that fails, or when there is no such person or code
  public Path make(String id) throws StepException, InterruptedException {
    Persona persona =
        Deck.find(id).orElseThrow(() -> new StepException("nobody is called '" + id + "'"));
    Properties chosen = chosenCodes();
    String code =
        Optional.ofNullable(chosen.getProperty(id))
            .or(() -> handedOut(persona))
            .orElseThrow(() -> new StepException("'" + id + "' has no code to type"));
    String stamp = LocalDateTime.now(clock).format(STAMP);
    Path papers = folder.visits().resolve(stamp + "-" + id);
    Answers answers = new Answers(code, NEW_CODE, MOBILE, id + "." + stamp + "@exemple.test");
    try (WebSocketScreen screen = WebSocketScreen.open(stage.addresses().screen())) {
      String now = new Visit(screen, stage.hall(id), papers, out, clock).make(answers);
      chosen.setProperty(id, now);
      keepCodes(chosen);
    }
    return papers;
  }

  /// The code that the deck gives a person, the person's own or the desk's.
  private static Optional<String> handedOut(Persona persona) {
    String nir = persona.holder().nir().substring(0, NIR_LENGTH);
    return new JsonObject(Deck.registryExtract())
        .getJsonArray("people").stream()
            .map(JsonObject.class::cast)
            .filter(person -> nir.equals(person.getString("nir")))
            .map(person -> person.getJsonObject("account", new JsonObject()))
            .flatMap(account -> code(account).stream())
            .findFirst();
  }

  private static Optional<String> code(JsonObject account) {
    return Optional.ofNullable(account.getString("personalCode"))
        .or(() -> Optional.ofNullable(account.getString("provisionalCode")));
  }

  private Properties chosenCodes() {
    Properties codes = new Properties();
    if (Files.exists(folder.chosenCodes())) {
      try (Reader reader = Files.newBufferedReader(folder.chosenCodes())) {
        codes.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return codes;
  }

  private void keepCodes(Properties codes) {
    try (Writer writer = Files.newBufferedWriter(folder.chosenCodes())) {
      codes.store(writer, "codes of invented people, as their last visit left them");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
