package kiosk.devices.printer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.GuardedPicture;
import kiosk.devices.journal.Tally;
import kiosk.devices.link.Bytes;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Clearing;
import kiosk.devices.profile.PrinterProfile.Dialect;
import kiosk.devices.profile.PrinterProfile.Fence;
import kiosk.devices.profile.PrinterProfile.Mouth;

/// The words in which one kind of printer is told what to do, as its profile says. Pure.
final class UnitCommands {

  /// GS g 2, counter 178: cuts.
  private static final int EPSON_CUTS = 0xB2;

  private static final int CUSTOM_CUTS = 0xE2;
  private static final int CUSTOM_RETRACTIONS = 0xE4;

  /// GS I 3: the ROM's version, answered in its turn.
  private static final int ROM = 3;

  private static final int RETRACT_SECONDS = (int) MouthTable.RETRACT_AFTER.toSeconds();

  private final PrinterProfile profile;

  UnitCommands(PrinterProfile profile) {
    this.profile = profile;
  }

  JobLife.Unit abilities() {
    return new JobLife.Unit(profile.counters(), profile.presenter(), profile.retractor());
  }

  boolean custom() {
    return profile.dialect() == Dialect.CUSTOM;
  }

  /// Whether a fence's answer does not say of which fence it is.
  boolean namelessFence() {
    return profile.fence() == Fence.IDENTITY;
  }

  List<EscPosCommand> fence(String id) {
    return List.of(
        namelessFence()
            ? new EscPosCommand.AskIdentity(ROM)
            : new EscPosCommand.Fence(Bytes.of(id.getBytes(StandardCharsets.US_ASCII))));
  }

  /// Cut, present with the printer's own timer armed, and the fence behind.
  List<EscPosCommand> cut(String fence) {
    List<EscPosCommand> commands = new ArrayList<>(severed(RETRACT_SECONDS));
    commands.addAll(fence(fence));
    return commands;
  }

  private List<EscPosCommand> severed(int seconds) {
    int steps = profile.presenterSteps();
    return switch (profile.mouth()) {
      case NONE -> List.of(new EscPosCommand.Cut(true, true, 0));
      case FS_P ->
          List.of(new EscPosCommand.CutAndPresent(steps, false, profile.retractor(), seconds));
      case GS_E ->
          List.of(new EscPosCommand.Cut(false, true, 0), new EscPosCommand.Present(steps, seconds));
    };
  }

  List<EscPosCommand> clear() {
    return List.of(
        profile.clearing() == Clearing.DLE_DC4
            ? new EscPosCommand.ClearBuffers()
            : new EscPosCommand.Recover(2));
  }

  /// ESC @, behind as many NULs as a picture that was cut short may still swallow. They come before
  /// any question too: those three bytes would be the size of a picture whose head was cut short.
  List<EscPosCommand> initialise() {
    return List.of(
        new EscPosCommand.Quiet(GuardedPicture.blank(profile.widthDots())),
        new EscPosCommand.Initialize());
  }

  List<EscPosCommand> callBack() {
    return profile.retractor() ? List.of(new EscPosCommand.Retract()) : List.of();
  }

  /// The stub is pulled back at once: it may show a part of a person's paper.
  List<EscPosCommand> dropStub() {
    return profile.mouth() == Mouth.NONE ? severed(0) : severed(1);
  }

  /// How many counts [#askCounts()] asks for.
  int countsAsked() {
    return askCounts().size();
  }

  List<EscPosCommand> askCounts() {
    if (!profile.counters()) {
      return List.of();
    }
    return custom()
        ? List.of(
            new EscPosCommand.AskTally(CUSTOM_CUTS), new EscPosCommand.AskTally(CUSTOM_RETRACTIONS))
        : List.of(new EscPosCommand.AskCounter(EPSON_CUTS));
  }

  /// The counts that were asked for and not told yet: first the cuts, then the retractions.
  static final class CountsOut {

    private int asked;
    private OptionalLong cuts = OptionalLong.empty();

    /// @param questions how many counts are asked for, 1 or 2
    void ask(int questions) {
      asked = questions;
      cuts = OptionalLong.empty();
    }

    void forget() {
      asked = 0;
    }

    /// Takes a count; gives the tally once it is whole.
    Optional<Tally> told(long count) {
      if (asked == 0) {
        return Optional.empty();
      }
      OptionalLong told = OptionalLong.of(count);
      if (asked == 2 && cuts.isEmpty()) {
        cuts = told;
        return Optional.empty();
      }
      Tally tally = asked == 2 ? new Tally(cuts, told) : new Tally(told, OptionalLong.empty());
      asked = 0;
      return Optional.of(tally);
    }
  }
}
