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
  /// @param busy whether `printer-state` is processing, or it is too busy to say more (RFC 8011,
  ///     section 5.4.11 and appendix B.1.5.8)
  /// @param accepting `printer-is-accepting-jobs`
  /// @param pdf whether it prints PDF
  /// @param reasons `printer-state-reasons`
  record Printer(boolean busy, boolean accepting, boolean pdf, Set<String> reasons) {

    static Printer of(IppPacket answer) {
      return new Printer(
          Status.serverErrorBusy.getCode() == answer.getCode()
              || PrinterState.processing.equals(
                  answer.getValue(Tag.printerAttributes, Types.printerState)),
          Boolean.TRUE.equals(answer.getValue(Tag.printerAttributes, Types.printerIsAcceptingJobs)),
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
      throw new IOException("HTTP status " + response.statusCode());
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
      throw new IOException("no whole answer in time", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException) {
        throw new ConnectException("nobody there");
      }
      throw new IOException("no answer", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /// @throws IOException when it is not IPP
  static IppPacket read(byte[] answer) throws IOException {
    try (IppInputStream in = new IppInputStream(new ByteArrayInputStream(answer))) {
      return in.readPacket();
    } catch (RuntimeException e) {
      throw new IOException("not IPP", e);
    }
  }

  /// What an answer says, or that it cannot be made out.
  static <T> T understood(Supplier<T> reading) throws IOException {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      throw new IOException("an answer that makes no sense", e);
    }
  }

  private static URI http(URI printer) {
    boolean secret = "ipps".equals(printer.getScheme());
    int port = printer.getPort() < 0 ? 631 : printer.getPort();
    return URI.create(
        (secret ? "https://" : "http://") + printer.getHost() + ":" + port + printer.getRawPath());
  }
}
