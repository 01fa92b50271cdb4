package kiosk.devices.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import kiosk.devices.escpos.AnswerDecoder;
import kiosk.devices.escpos.AnswerEncoder;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosDecoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;

/// A printer that says what one said in a record. Byte for byte it cannot be: the driver asks by
/// its own clock and names its fences anew. So the first question of a kind gets what the first of
/// that kind got, after the same time, the second what the second got, and silence where there was
/// silence; what the printer said by itself follows the question before it. When the record has no
/// more, a status stays as it was last and everything else is silence.
final class ReplayedPrinter implements ByteLink {

  private static final byte[] NOTHING = {};

  /// What was said after a question.
  private record Told(Duration after, PrinterAnswer answer) {}

  /// A question of the record.
  private record Asked(EscPosCommand question, long nanos, List<Told> told) {}

  private final Map<String, Deque<Asked>> script = new HashMap<>();
  private final DelayQueue<Due> due = new DelayQueue<>();
  private final EscPosDecoder heard = new EscPosDecoder(this::hear);
  private final Tickets recorded;
  private final Tickets today = new Tickets();
  private volatile boolean closed;

  /// @param custom whether the printer of the record answers as Custom's do
  ReplayedPrinter(List<Passage> record, boolean custom) {
    Reading reading = new Reading(custom);
    record.forEach(reading::take);
    for (Asked asked : reading.asked) {
      script.computeIfAbsent(kind(asked.question), _ -> new ArrayDeque<>()).add(asked);
    }
    recorded = reading.tickets;
  }

  /// How many tickets were sent to it in the record.
  int jobs() {
    return recorded.begun;
  }

  /// How many of the record's tickets were not ended today by the same command; one that the record
  /// breaks off is not judged. To be asked when the driver is closed.
  int endedOtherwise() {
    int otherwise = 0;
    for (int ticket = 0; ticket < recorded.ends.size(); ticket++) {
      boolean same =
          ticket < today.ends.size() && recorded.ends.get(ticket).equals(today.ends.get(ticket));
      otherwise += same ? 0 : 1;
    }
    return otherwise;
  }

  @Override
  public int read(byte[] into, int offset, int length, Duration patience) throws LinkException {
    if (closed) {
      throw new LinkException(LinkException.Reason.CLOSED, "closed");
    }
    byte[] bytes = next(patience);
    int count = Math.min(length, bytes.length);
    System.arraycopy(bytes, 0, into, offset, count);
    if (count < bytes.length) {
      due.add(new Due(System.nanoTime(), Bytes.of(bytes, count, bytes.length).toArray()));
    }
    return count;
  }

  private byte[] next(Duration patience) {
    try {
      Due next = due.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      return next == null ? NOTHING : next.bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOTHING;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Duration patience) throws LinkException {
    if (closed) {
      throw new LinkException(LinkException.Reason.CLOSED, "closed");
    }
    heard.feed(bytes, offset, length);
  }

  @Override
  public void discardInput() {
    due.clear();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void hear(EscPosCommand command) {
    today.hear(command);
    Deque<Asked> fates = script.get(kind(command));
    if (fates == null || fates.isEmpty()) {
      return;
    }
    boolean status = command instanceof EscPosCommand.AskStatus;
    Asked fate = status && fates.size() == 1 ? fates.element() : fates.remove();
    long now = System.nanoTime();
    for (Told told : fate.told) {
      byte[] bytes = AnswerEncoder.encode(named(told.answer, fate.question, command));
      due.add(new Due(now + told.after.toNanos(), bytes));
    }
  }

  /// The fence that was passed in the record goes by the name of today's.
  private static PrinterAnswer named(
      PrinterAnswer answer, EscPosCommand then, EscPosCommand today) {
    return answer instanceof PrinterAnswer.FencePassed passed
            && then instanceof EscPosCommand.Fence old
            && today instanceof EscPosCommand.Fence fence
            && passed.id().equals(old.id())
        ? new PrinterAnswer.FencePassed(fence.id())
        : answer;
  }

  /// Questions with the same text are of one kind; a fence's is its name, which is new each time.
  private static String kind(EscPosCommand command) {
    return command instanceof EscPosCommand.Fence ? "Fence" : command.toString();
  }

  /// The tickets that go by on a line.
  private static final class Tickets {

    private final List<EscPosCommand> ends = new CopyOnWriteArrayList<>();
    private boolean printing;
    private int begun;

    void hear(EscPosCommand command) {
      if (command instanceof EscPosCommand.Text) {
        begun += printing ? 0 : 1;
        printing = true;
      } else if (printing && endsTicket(command)) {
        ends.add(command);
        printing = false;
      }
    }

    private static boolean endsTicket(EscPosCommand command) {
      return command instanceof EscPosCommand.Cut
          || command instanceof EscPosCommand.CutAndPresent
          || command instanceof EscPosCommand.ClearBuffers
          || command instanceof EscPosCommand.Recover;
    }
  }

  /// Reads a record: which question got what.
  private static final class Reading {

    private final EscPosDecoder commands = new EscPosDecoder(this::hear);
    private final AnswerDecoder answers;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Asked> open = new ArrayList<>();
    private long now;
    private final Tickets tickets = new Tickets();

    Reading(boolean custom) {
      answers = new AnswerDecoder(custom);
    }

    void take(Passage passage) {
      now = passage.nanos();
      byte[] bytes = passage.bytes().toArray();
      if (passage.direction() == Direction.OUT) {
        commands.feed(bytes, 0, bytes.length);
      } else {
        answers.feed(bytes, 0, bytes.length).forEach(this::place);
      }
    }

    private void hear(EscPosCommand command) {
      tickets.hear(command);
      if (isQuestion(command)) {
        Asked one = new Asked(command, now, new ArrayList<>());
        asked.add(one);
        open.add(one);
      }
    }

    /// To the oldest question that it answers; else it was said by itself.
    private void place(PrinterAnswer answer) {
      Optional<Asked> to = open.stream().filter(one -> answers(answer, one.question)).findFirst();
      to.ifPresent(open::remove);
      Optional<Asked> place =
          to.or(() -> asked.isEmpty() ? Optional.empty() : Optional.of(asked.getLast()));
      place.ifPresent(one -> one.told.add(new Told(Duration.ofNanos(now - one.nanos), answer)));
    }

    private static boolean isQuestion(EscPosCommand command) {
      return command instanceof EscPosCommand.Query
          || command instanceof EscPosCommand.AskStatus
          || command instanceof EscPosCommand.ClearBuffers;
    }

    private static boolean answers(PrinterAnswer answer, EscPosCommand question) {
      return switch (answer) {
        case PrinterAnswer.Status _, PrinterAnswer.FullStatus _ ->
            question instanceof EscPosCommand.AskStatus;
        case PrinterAnswer.AutoStatus _ -> question instanceof EscPosCommand.AutoStatus;
        case PrinterAnswer.FencePassed(Bytes id) ->
            question instanceof EscPosCommand.Fence fence && fence.id().equals(id);
        case PrinterAnswer.BuffersCleared _ -> question instanceof EscPosCommand.ClearBuffers;
        case PrinterAnswer.Sensor _ ->
            question instanceof EscPosCommand.AskSensor
                || question instanceof EscPosCommand.AskIdentity;
        case PrinterAnswer.TextBlock _ ->
            question instanceof EscPosCommand.AskIdentity
                || question instanceof EscPosCommand.AskCounter;
        case PrinterAnswer.Tally _ -> question instanceof EscPosCommand.AskTally;
        case PrinterAnswer.SymbolSize _ -> question instanceof EscPosCommand.AskSymbolSize;
        case PrinterAnswer.Block _, PrinterAnswer.Flow _, PrinterAnswer.Noise _ -> false;
      };
    }
  }

  /// Bytes that are to be said, and when.
  private static final class Due implements Delayed {

    private final long nanos;
    private final byte[] bytes;

    Due(long nanos, byte[] bytes) {
      this.nanos = nanos;
      this.bytes = bytes;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
