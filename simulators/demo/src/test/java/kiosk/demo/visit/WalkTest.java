package kiosk.demo.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WalkTest {

  private static final Answers ANSWERS =
      new Answers("24681357", "97531864", "0612345678", "a@exemple.test");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final ScriptedKiosk kiosk = new ScriptedKiosk();

  @Test
  void anOrdinaryVisitPrintsTakesAndLeavesAnAddress() throws Exception {
    kiosk.willShow(
        "EnterCode",
        "Menu",
        "ConfirmPrint",
        "TakeTicket",
        "Menu",
        "EnterCode",
        "EnterEmail",
        "EmailSent",
        "TakeCard",
        "Goodbye",
        "Idle");

    Walk walk = walk("ATTESTATION", "EMAIL");
    walk.run();

    assertThat(kiosk.done)
        .containsExactly(
            "card in",
            "type 24681357",
            "PROCEED",
            "open ATTESTATION",
            "PROCEED",
            "ticket taken",
            "PROCEED",
            "open EMAIL",
            "type 24681357",
            "PROCEED",
            "type a@exemple.test",
            "PROCEED",
            "type a@exemple.test",
            "PROCEED",
            "PROCEED",
            "card out");
    assertThat(walk.ticket()).isPresent();
    assertThat(walk.emailEntered()).isTrue();
    assertThat(walk.codeChosen()).isFalse();
  }

  @Test
  void aFirstUseChoosesACodeAndEndsWithTheAddress() throws Exception {
    kiosk.willShow(
        "EnterCode",
        "Terms",
        "ChooseCode",
        "EnterPhone",
        "Consent",
        "EnterEmail",
        "EmailSent",
        "TakeCard",
        "Idle");

    Walk walk = walk("ATTESTATION");
    walk.run();

    assertThat(kiosk.done).containsSequence("type 97531864", "PROCEED", "type 97531864", "PROCEED");
    assertThat(kiosk.done).filteredOn("DECLINE"::equals).hasSize(5); // no landline, four noes
    assertThat(walk.codeChosen()).isTrue();
    assertThat(walk.ticket()).isEmpty();
  }

  @Test
  void aStepThatFailsIsNamedWithWhatWasExpected() {
    kiosk.willShow("EnterCode", "Menu", "ConfirmPrint", "PrintFailed");

    assertThatThrownBy(() -> walk("ATTESTATION").run())
        .isInstanceOf(StepException.class)
        .hasMessage(
            "step 'print the attestation': expected the screen TakeTicket, got PrintFailed");
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("FAILED print the attestation");
  }

  private Walk walk(String... wishes) {
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    return new Walk(kiosk, kiosk, new Steps(out, InstantSource.system()), ANSWERS, List.of(wishes));
  }

  /// Shows one screen after the other, whatever is done, and remembers what was done.
  private static final class ScriptedKiosk implements Screen, Hall {

    private final Deque<String> screens = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();

    void willShow(String... names) {
      screens.addAll(List.of(names));
    }

    @Override
    public void awaitInvitation() {
      done.add("awaited");
    }

    @Override
    public String awaitOther(String left) throws StepException {
      String next = screens.poll();
      if (next == null) {
        throw new StepException("the script is over");
      }
      return next;
    }

    @Override
    public void press(String action) {
      done.add(action);
    }

    @Override
    public void open(String service) {
      done.add("open " + service);
    }

    @Override
    public void type(String text) {
      done.add("type " + text);
    }

    @Override
    public void insertCard() {
      done.add("card in");
    }

    @Override
    public void removeCard() {
      done.add("card out");
    }

    @Override
    public Optional<byte[]> takeTicket() {
      done.add("ticket taken");
      return Optional.of(new byte[] {1});
    }

    @Override
    public Mail awaitMail(String address) throws StepException {
      throw new StepException("no mail in this test");
    }

    @Override
    public Optional<byte[]> attestation(String verificationCode) {
      return Optional.empty();
    }
  }
}
