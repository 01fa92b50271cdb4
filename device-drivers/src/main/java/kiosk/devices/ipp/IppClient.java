package kiosk.devices.ipp;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.PrinterState;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Questions to one printer, over HTTP (RFC 8010, section 4). Safe for several threads.
final class IppClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int LONGEST_ANSWER = 1 << 18;
  private static final String PDF = "application/pdf";
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final String USER = "borne";

  private static final String MEND_PATH = "mend the address, which often ends in /ipp/print";
  private static final String LET_IN = "it lets the kiosk in with a password only: allow it";
  private static final String NO_IPP =
      "it does not answer in IPP: is it a printer, and are port and path right?";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final URI printer;
  private final Duration patience;

  /// @param printer `ipp://host:631/path`, or `ipps`
  /// @param patience for each answer to its last byte
  IppClient(URI printer, Duration patience) {
    this.printer = printer;
    this.patience = patience;
  }

  /// What a printer says of itself.
  ///
  /// @param refusal why it does not say how it is, in a sentence for the technician
  /// @param busy whether `printer-state` is processing (RFC 8011, section 5.4.11)
  /// @param accepting `printer-is-accepting-jobs`, unless it refuses to say
  /// @param pdf whether it prints PDF
  /// @param reasons `printer-state-reasons`
  record Printer(
      Optional<String> refusal, boolean busy, boolean accepting, boolean pdf, Set<String> reasons) {

    static Printer of(IppPacket answer) {
      return new Printer(
          isRefusal(answer) ? Optional.of(advice(answer.getStatus())) : Optional.empty(),
          PrinterState.processing.equals(
              answer.getValue(Tag.printerAttributes, Types.printerState)),
          !isRefusal(answer)
              && Boolean.TRUE.equals(
                  answer.getValue(Tag.printerAttributes, Types.printerIsAcceptingJobs)),
          answer.getStrings(Tag.printerAttributes, Types.documentFormatSupported).contains(PDF),
          Set.copyOf(answer.getStrings(Tag.printerAttributes, Types.printerStateReasons)));
    }
  }

  /// @throws IOException when nobody answers in time, or not in IPP
  Printer printer() throws IOException, InterruptedException {
    IppPacket answer =
        ask(
            IppPacket.getPrinterAttributes(
                printer,
                Types.printerState,
                Types.printerIsAcceptingJobs,
                Types.documentFormatSupported,
                Types.printerStateReasons),
            NOTHING);
    return understood(() -> Printer.of(answer));
  }

  /// Hands a document over, one copy, on one side of A4.
  ///
  /// @return the printer's number for it, or none and the document is refused
  /// @throws IOException when it is not known whether the printer took it
  Optional<Integer> send(PageJob job) throws IOException, InterruptedException {
    IppPacket answer =
        ask(
            IppPacket.printJob(printer)
                .putOperationAttributes(
                    Types.requestingUserName.of(USER),
                    Types.jobName.of(job.id().toString()),
                    Types.ippAttributeFidelity.of(true),
                    Types.documentFormat.of(PDF))
                .putJobAttributes(
                    Types.copies.of(1),
                    Types.sides.of("one-sided"),
                    Types.media.of("iso_a4_210x297mm")),
            job.pdf().duplicate());
    if (isRefusal(answer)) {
      return Optional.empty();
    }
    return Optional.of(
        understood(() -> Objects.requireNonNull(answer.getValue(Tag.jobAttributes, Types.jobId))));
  }

  /// How a job goes.
  ///
  /// @throws IOException when nobody answers in time, or not in IPP
  JobReport job(int number) throws IOException, InterruptedException {
    IppPacket answer =
        ask(
            IppPacket.getJobAttributes(
                printer,
                number,
                Types.jobState,
                Types.jobStateReasons,
                Types.jobImpressionsCompleted),
            NOTHING);
    return understood(() -> JobReport.of(answer));
  }

  /// @throws IOException when nobody answers in time, or not in IPP
  void cancel(int number) throws IOException, InterruptedException {
    ask(
        IppPacket.cancelJob(printer, number)
            .putOperationAttributes(Types.requestingUserName.of(USER)),
        NOTHING);
  }

  @Override
  public void close() {
    http.close();
  }

  /// Status codes from 0x0400 are errors (RFC 8011, section 4.1.6.1 and appendix B).
  private static boolean isRefusal(IppPacket answer) {
    return answer.getCode() >= 0x0400;
  }

  /// What an error means for the technician (RFC 8011, appendix B).
  private static String advice(Status status) {
    String hint =
        switch (status.getName()) {
          case "client-error-not-found", "client-error-gone" ->
              "it has no printer at this path: " + MEND_PATH;
          case "client-error-forbidden",
              "client-error-not-authenticated",
              "client-error-not-authorized" ->
              LET_IN;
          case "server-error-busy" -> "it is too busy to answer: wait for its end, check again";
          case "server-error-version-not-supported", "server-error-operation-not-supported" ->
              "it speaks another IPP: renew its firmware, or take another printer";
          default -> "it cannot say how it is: look at its display, or switch it off and on";
        };
    return hint + " (" + status.getName() + ")";
  }

  /// The same for an error of HTTP (RFC 9110, section 15).
  private static String advice(int status) {
    String hint =
        switch (status) {
          case 404, 410 -> "nothing is at this path: " + MEND_PATH;
          case 401, 403 -> LET_IN;
          case 426 -> "it answers over TLS only: begin the address with ipps://";
          default -> status < 500 ? NO_IPP : "it fails to answer: switch it off and on";
        };
    return hint + " (HTTP status " + status + ")";
  }

  private IppPacket ask(IppPacket.Builder question, ByteBuffer document)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    new IppOutputStream(body).write(question.build());
    byte[] pages = new byte[document.remaining()];
    document.get(pages);
    body.writeBytes(pages);
    HttpRequest request =
        HttpRequest.newBuilder(http(printer))
            .header("Content-Type", "application/ipp")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    HttpResponse<byte[]> response = whole(request);
    if (response.statusCode() != 200) {
      throw new IOException(advice(response.statusCode()));
    }
    return read(response.body());
  }

  /// The answer to its last byte: the request's own deadline ends with the first.
  private HttpResponse<byte[]> whole(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it gives no whole answer in time: switch it off and on", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException) {
        throw new ConnectException("nobody there");
      }
      throw new IOException("it breaks off: is it a printer, and is its port right?", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /// @throws IOException when it is not IPP
  static IppPacket read(byte[] answer) throws IOException {
    try (IppInputStream in = new IppInputStream(new ByteArrayInputStream(answer))) {
      return in.readPacket();
    } catch (IOException | RuntimeException e) {
      throw new IOException(NO_IPP, e);
    }
  }

  /// What an answer says, or that it cannot be made out.
  static <T> T understood(Supplier<T> reading) throws IOException {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      throw new IOException(
          "its answer makes no sense: renew its firmware, or take another printer", e);
    }
  }

  private static URI http(URI printer) {
    boolean secret = "ipps".equals(printer.getScheme());
    int port = printer.getPort() < 0 ? 631 : printer.getPort();
    return URI.create(
        (secret ? "https://" : "http://") + printer.getHost() + ":" + port + printer.getRawPath());
  }
}
