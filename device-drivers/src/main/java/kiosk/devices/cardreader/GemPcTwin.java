package kiosk.devices.cardreader;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kiosk.devices.cardreader.TwinSession.Errand;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The driver of a GemPC Twin reader, or of one that speaks its protocol without echo (GemPC
/// PinPad, GemCorePOS, SEC1210).
///
/// One platform thread opens the line, talks to the reader and calls the listener. When the line
/// or the reader fails it says so once, and tries again with growing pauses until it is closed.
public final class GemPcTwin implements CardReader {

  private static final Logger LOG = LoggerFactory.getLogger(GemPcTwin.class);

  private final LinkOpener opener;
  private final TwinTimes times;
  private final Consumer<CardEvent> listener;
  private final BlockingQueue<Errand<?>> errands = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable ByteLink link;
  private @Nullable String toldDown;

  private GemPcTwin(LinkOpener opener, TwinTimes times, Consumer<CardEvent> listener) {
    this.opener = opener;
    this.times = times;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("card-reader").unstarted(this::run);
  }

  /// Starts the driver; returns at once, before the line is open.
  ///
  /// @param opener opens the line: 115200 baud, 8 data bits, no parity, 2 stop bits
  /// @param listener is called on the driver's thread and returns at once
  public static CardReader open(LinkOpener opener, Consumer<CardEvent> listener) {
    return open(opener, TwinTimes.STANDARD, listener);
  }

  static GemPcTwin open(LinkOpener opener, TwinTimes times, Consumer<CardEvent> listener) {
    GemPcTwin reader = new GemPcTwin(opener, times, listener);
    reader.thread.start();
    return reader;
  }

  @Override
  public <T> CompletableFuture<T> converse(CardConversation<T> conversation) {
    Errand<T> errand = new Errand<>(conversation, new CompletableFuture<>());
    ByteLink open = link;
    if (closed() || open == null) {
      errand.fail(CardException.Reason.READER_DOWN, "the reader is not there");
      return errand.answer();
    }
    errands.add(errand);
    open.wake();
    if (closed() || link == null) {
      failErrands();
    }
    return errand.answer();
  }

  @Override
  public void close() {
    closing.countDown();
    ByteLink open = link;
    if (open != null) {
      open.close();
    }
    failErrands();
  }

  private void run() {
    Duration pause = times.reopen();
    while (!closed()) {
      try (ByteLink opened = opener.open()) {
        link = opened;
        TwinSession session = new TwinSession(opened, times, System::nanoTime, this::tell);
        session.start();
        pause = times.reopen();
        serve(session);
      } catch (LinkException | TwinFault e) {
        down(String.valueOf(e.getMessage()));
      } finally {
        link = null;
        failErrands();
      }
      pause = rest(pause);
    }
  }

  private void serve(TwinSession session) throws TwinFault, LinkException {
    while (!closed()) {
      Errand<?> errand = errands.poll();
      if (errand == null) {
        session.idle();
      } else {
        session.converse(errand);
      }
    }
  }

  private void tell(CardEvent event) {
    if (event instanceof CardEvent.ReaderUp) {
      toldDown = null;
    }
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LOG.atError().setMessage("reader.listener-failed").setCause(e).log();
    }
    LOG.atInfo().setMessage("reader.event").addKeyValue("event", event).log();
  }

  /// Tells that the reader is down, once for each cause.
  private void down(String cause) {
    if (!closed() && !cause.equals(toldDown)) {
      tell(new CardEvent.ReaderDown(cause));
      toldDown = cause;
    }
  }

  private void failErrands() {
    Errand<?> errand = errands.poll();
    while (errand != null) {
      errand.fail(CardException.Reason.READER_DOWN, "the reader is not there");
      errand = errands.poll();
    }
  }

  /// Waits before the next try to open the line, and gives the wait after that.
  private Duration rest(Duration pause) {
    try {
      closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // Nobody but close() ends this thread.
      LOG.atWarn().setMessage("reader.interrupted").log();
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(times.reopenMost()) < 0 ? doubled : times.reopenMost();
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }
}
