package kiosk.server.attestation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;

/// Makes letters into PDF/A-2a and PDF/UA-1 files and seals them, on workers of its own. A letter
/// costs some milliseconds once the press is warm, half a second before. Thread-safe.
public final class Press {

  private static final int WORKERS = 2;
  private static final int PRACTICE = 20;
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("attestation/attestation", Locale.ROOT);

  private final WorkerExecutor workers;

  /// Each worker keeps its fonts, since reading them is slow and they bear one thread only.
  private final ThreadLocal<PdfFonts> fonts = ThreadLocal.withInitial(PdfFonts::new);

  private final Optional<PdfSeal> seal;
  private final InstantSource clock;

  /// @param seal signs what is printed; without it letters go out unsigned
  public Press(Vertx vertx, Optional<PdfSeal> seal, InstantSource clock) {
    this.workers = vertx.createSharedWorkerExecutor("attestations", WORKERS);
    this.seal = seal;
    this.clock = clock;
  }

  /// Something to be written on a page.
  interface Letter {

    /// The part of the message file that is this letter's own.
    String key();

    void write(LetterPage page) throws IOException;
  }

  /// Prints on a worker.
  Future<byte[]> print(Letter letter) {
    return workers
        .executeBlocking(() -> print(fonts.get(), letter), false)
        .map(pdf -> Objects.requireNonNull(pdf));
  }

  /// Prints for a while with every worker, until the machine's compiler has done its work, so that
  /// the first person does not wait for it.
  public Future<Void> warmUp() {
    List<Future<Boolean>> practice = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      practice.add(workers.executeBlocking(this::practise, false));
    }
    return Future.all(practice).mapEmpty();
  }

  /// Ends the workers.
  public Future<Void> close() {
    return workers.close();
  }

  private byte[] print(PdfFonts mine, Letter letter) throws IOException {
    return draw(mine, letter, seal, clock.instant());
  }

  private boolean practise() throws IOException {
    for (int i = 0; i < PRACTICE; i++) {
      print(fonts.get(), Specimen.LETTER);
    }
    return true;
  }

  /// Draws on this thread.
  static byte[] draw(PdfFonts fonts, Letter letter, Optional<PdfSeal> seal, Instant at)
      throws IOException {
    String title = WORDS.getString(letter.key() + ".title");
    try (TaggedPdf pdf = new TaggedPdf(fonts, title, WORDS.getString("language"))) {
      letter.write(new LetterPage(pdf, fonts, WORDS, letter.key()));
      return seal.isPresent() ? pdf.finish(seal.get(), at) : pdf.finish();
    }
  }
}
