package kiosk.devices.ticket;

import java.util.List;

/// A ticket as a document: what it says, not how a printer is told.
///
/// @param blocks from top to bottom
/// @param largePrint 24 columns instead of 42, for those who read with difficulty
public record Ticket(List<Block> blocks, boolean largePrint) {

  public Ticket {
    blocks = List.copyOf(blocks);
  }

  /// Nothing of the content.
  @Override
  public String toString() {
    return "Ticket[%d blocks]".formatted(blocks.size());
  }

  /// A part of a ticket.
  public sealed interface Block {

    /// The product's mark and the sender's name, centred.
    record Mark(String sender) implements Block {}

    /// A title in double size, centred.
    record Title(String text) implements Block {}

    /// Text wrapped to the columns of the paper.
    record Paragraph(String text, boolean bold) implements Block {}

    /// A label and its value in two columns; the value is never cut.
    record Fact(String label, String value) implements Block {}

    /// A thin line across the paper.
    record Rule() implements Block {}

    /// A QR code, centred, with a sentence that says what it does.
    ///
    /// @param data at most 300 characters, and nothing about a person: a printer that lacks the
    ///     symbol may print them as text
    record QrCode(String data, String caption) implements Block {}

    /// Empty lines, 1–8.
    record Space(int lines) implements Block {}
  }
}
