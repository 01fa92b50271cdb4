package kiosk.simulators.panel;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import kiosk.contract.Wire;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.RecordText;
import kiosk.simulators.page.LoopbackSite;
import kiosk.simulators.page.Pages;
import kiosk.simulators.panel.PanelView.Place;
import kiosk.simulators.tap.LineTap;

/// The technician's page over HTTP.
///
/// Every control is a form, so the page works without script; with script the same forms are sent
/// in the background and `/events` (server-sent events) tells what has changed, whoever changed
/// it.
public final class PanelPage {

  /// How often an open page is told, at most: often enough to see the paper come out.
  private static final long LOOK_EVERY_MS = 100;

  private final Pages pages = new Pages();
  private final Vertx vertx;
  private final ReaderControls reader;
  private final PrinterControls printer;
  private final List<Place> places;

  private PanelPage(
      Vertx vertx, ReaderControls reader, PrinterControls printer, List<Place> places) {
    this.vertx = vertx;
    this.reader = reader;
    this.printer = printer;
    this.places = List.copyOf(places);
  }

  /// Opens the page.
  ///
  /// @param port 0 for any free one
  /// @param places other pages of the system, shown at the top
  public static Future<LoopbackSite> open(
      Vertx vertx, int port, ReaderControls reader, PrinterControls printer, List<Place> places) {
    PanelPage page = new PanelPage(vertx, reader, printer, places);
    return LoopbackSite.open(vertx, port, page::addRoutes);
  }

  private void addRoutes(Router router) {
    router.get("/").handler(this::show);
    router.get("/state").handler(context -> context.end(Wire.encode(state())));
    router.get("/events").handler(this::tellChanges);
    router.get("/printer/paper.png").handler(this::showPaper);
    router.post("/reader/insert").handler(act(form -> reader.insert(form.value("card"))));
    router.post("/reader/remove").handler(act(form -> reader.remove()));
    router.post("/printer/paper").handler(act(form -> load(form.value("roll"))));
    router.post("/printer/cover").handler(act(form -> printer.cover(form.is("open"))));
    router.post("/printer/take").handler(act(form -> printer.take()));
    router.post("/printer/power").handler(act(form -> printer.powerCycle()));
    addFaultRoutes(router, "/reader", reader);
    addFaultRoutes(router, "/printer", printer);
    addRecordRoutes(router, "/reader", reader);
    addRecordRoutes(router, "/printer", printer);
  }

  private void addFaultRoutes(Router router, String device, FaultControls controls) {
    router
        .post(device + "/fault")
        .handler(act(form -> controls.raise(form.value("fault"), form.value("argument"))));
    router.post(device + "/mend").handler(act(form -> controls.mend()));
  }

  private void addRecordRoutes(Router router, String device, LineControls line) {
    router.post(device + "/record").handler(act(form -> line.record()));
    router.post(device + "/record/stop").handler(act(form -> line.tap().stop()));
    router.post(device + "/record/forget").handler(act(form -> line.tap().forget()));
    router
        .get(device + "/record.log")
        .handler(context -> download(context, device.substring(1) + ".log", line.tap()));
  }

  private static void download(RoutingContext context, String name, LineTap tap) {
    context
        .response()
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Content-Disposition", "attachment; filename=" + name)
        .end(RecordText.write(tap.recorded()));
  }

  private void load(String roll) {
    printer.load(PrinterControls.Roll.of(roll));
  }

  private PanelState state() {
    return PanelState.of(reader, printer);
  }

  private void show(RoutingContext context) {
    boolean personal = personal(context);
    PanelView view =
        new PanelView(
            reader.cards(),
            reader.faults(),
            printer.faults(),
            places,
            state(),
            NewLines.since(0, 0, reader, printer, personal),
            personal);
    pages.show(context, "simulators/panel.jte", view);
  }

  /// Hidden unless the address itself asks for it: no page shows it because of what another did.
  private static boolean personal(RoutingContext context) {
    return "shown".equals(context.request().getParam("personal"));
  }

  private void showPaper(RoutingContext context) {
    Optional<Bytes> paper = printer.paper();
    if (paper.isEmpty()) {
      context.fail(404);
      return;
    }
    context
        .response()
        .putHeader("Content-Type", "image/png")
        .end(Buffer.buffer(paper.get().toArray()));
  }

  /// Looks ten times a second while a page is open, and tells only what has changed.
  private void tellChanges(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    Changes changes = new Changes(response, personal(context));
    changes.tell();
    long timer = vertx.setPeriodic(LOOK_EVERY_MS, tick -> changes.tell());
    response.closeHandler(closed -> vertx.cancelTimer(timer));
    response.exceptionHandler(broken -> vertx.cancelTimer(timer));
  }

  /// Does something off the event loop, since devices may take their time, then answers: 204 or 400
  /// to the script, a redirection back to the page to a plain form.
  private Handler<RoutingContext> act(Consumer<Form> action) {
    return context -> {
      Form form = new Form(context);
      vertx
          .executeBlocking(
              () -> {
                action.accept(form);
                return form;
              },
              true)
          .onSuccess(done -> answer(context, 204, ""))
          .onFailure(e -> answer(context, 400, Objects.requireNonNullElse(e.getMessage(), "?")));
    };
  }

  private static void answer(RoutingContext context, int status, String trouble) {
    HttpServerResponse response = context.response();
    if ("fetch".equals(context.request().getHeader("X-Sent-By"))) {
      response.setStatusCode(status).end(new JsonObject().put("trouble", trouble).encode());
    } else {
      response.setStatusCode(303).putHeader("Location", "/").end();
    }
  }

  /// What a form has sent.
  private record Form(RoutingContext context) {
    String value(String name) {
      return Objects.requireNonNullElse(context.request().getFormAttribute(name), "").strip();
    }

    boolean is(String name) {
      return value(name).equals("true");
    }
  }

  /// One open page and what it was told last.
  private final class Changes {
    private final HttpServerResponse response;
    private final boolean personal;
    private String told = "";
    private long readerTold;
    private long printerTold;

    Changes(HttpServerResponse response, boolean personal) {
      this.response = response;
      this.personal = personal;
    }

    void tell() {
      if (response.writeQueueFull()) {
        return;
      }
      String json = Wire.encode(state());
      if (!json.equals(told)) {
        told = json;
        response.write("data: " + json + "\n\n");
      }
      NewLines lines = NewLines.since(readerTold, printerTold, reader, printer, personal);
      if (!lines.isEmpty()) {
        readerTold = last(lines.reader(), readerTold);
        printerTold = last(lines.printer(), printerTold);
        response.write("event: lines\ndata: " + Wire.encode(lines) + "\n\n");
      }
    }

    private static long last(List<LineView> lines, long before) {
      return lines.isEmpty() ? before : lines.getLast().number();
    }
  }
}
