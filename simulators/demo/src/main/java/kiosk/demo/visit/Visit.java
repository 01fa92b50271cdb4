package kiosk.demo.visit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The whole of a visit: the kiosk, the ticket, the attestation behind its code, the mail and its
/// link; and what comes of it as files in a folder.
///
/// At a first use the kiosk closes the session once the address is entered, so the paper is asked
/// for on a second walk, after the link is confirmed and with the code chosen on the first.
public final class Visit {

  private static final String ATTESTATION = "ATTESTATION";
  private static final String EMAIL = "EMAIL";

  private final Screen screen;
  private final Hall hall;
  private final Path folder;
  private final Steps steps;

  /// @param folder gets `ticket.png`, `attestation.pdf` and `mail.eml`
  /// @param out is told each step
  public Visit(Screen screen, Hall hall, Path folder, PrintStream out, InstantSource clock) {
    this.screen = screen;
    this.hall = hall;
    this.folder = folder;
    this.steps = new Steps(out, clock);
  }

  /// Makes the visit.
  ///
  /// @return the code that opens the account from now on
  /// @throws StepException at the first step that fails
  public String make(Answers answers) throws StepException, InterruptedException {
    steps.step("see the invitation", this::awaitInvitation);
    Walk first = new Walk(screen, hall, steps, answers, List.of(ATTESTATION, EMAIL));
    first.run();
    if (first.emailEntered()) {
      confirm(answers.email());
    }
    String code = first.codeChosen() ? answers.newCode() : answers.code();
    Optional<byte[]> ticket = first.ticket();
    if (ticket.isEmpty()) {
      Answers now = new Answers(code, answers.newCode(), answers.mobile(), answers.email());
      Walk second = new Walk(screen, hall, steps, now, List.of(ATTESTATION));
      second.run();
      ticket = second.ticket();
    }
    keepPapers(ticket.orElseThrow(() -> new StepException("no ticket was printed")));
    return code;
  }

  private String awaitInvitation() throws StepException, InterruptedException {
    screen.awaitInvitation();
    return "Idle";
  }

  private void confirm(String address) throws StepException, InterruptedException {
    Hall.Mail mail = steps.step("receive the mail", () -> hall.awaitMail(address));
    keep("mail.eml", mail.source().toArray());
    ConfirmationPage page = steps.step("open its link", () -> ConfirmationPage.open(mail.link()));
    steps.step("confirm the address", page::confirm);
  }

  private void keepPapers(byte[] ticket) throws StepException, InterruptedException {
    keep("ticket.png", ticket);
    String code = steps.step("read the ticket's QR code", () -> TicketCode.read(ticket));
    byte[] pdf =
        steps.step(
            "fetch the attestation it vouches for",
            () ->
                hall.attestation(code)
                    .orElseThrow(() -> new StepException("the server knows no such code")));
    keep("attestation.pdf", pdf);
  }

  private void keep(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
