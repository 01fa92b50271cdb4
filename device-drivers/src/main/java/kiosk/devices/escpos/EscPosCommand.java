package kiosk.devices.escpos;

import java.util.List;
import kiosk.devices.link.Bytes;

/// One command of the ESC/POS language, or a run of text between commands.
///
/// Names and parameters follow Epson's "ESC/POS Command Reference"; the bytes stand beside each
/// record. Distances are dots (203 dpi) unless said otherwise. Groups are sealed too, so that an
/// interpreter switches over a group at a time.
public sealed interface EscPosCommand {

  /// Characters as they came, in whatever page is selected.
  record Text(Bytes bytes) implements EscPosCommand {}

  /// A command that is known to leave no trace on paper: drawer pulse, panel buttons, smoothing …
  record Quiet(Bytes bytes) implements EscPosCommand {}

  /// Bytes that are no command of this language, or a command cut short.
  record Unknown(Bytes bytes) implements EscPosCommand {}

  /// How the characters that follow look.
  sealed interface Style extends EscPosCommand {}

  /// ESC @: styles, page, positions to power-on values; the receive buffer stays.
  record Initialize() implements Style {}

  /// ESC E n.
  record Bold(boolean on) implements Style {}

  /// ESC G n.
  record DoubleStrike(boolean on) implements Style {}

  /// ESC - n: 0, 1 or 2 dots.
  record Underline(int dots) implements Style {}

  /// GS B n: white on black.
  record Inverse(boolean on) implements Style {}

  /// GS ! n: width and height 1–8.
  record Size(int width, int height) implements Style {}

  /// ESC M n: 0 = A (12×24), 1 = B (9×17).
  record Face(int font) implements Style {}

  /// ESC ! n: font, bold, double height, double width and underline in one byte.
  record PrintMode(int bits) implements Style {}

  /// ESC { n: the line upside down.
  record UpsideDown(boolean on) implements Style {}

  /// ESC V n: a quarter turn clockwise.
  record Turned(boolean on) implements Style {}

  /// ESC t n.
  record CodePage(int page) implements Style {}

  /// ESC R n: the national set that replaces some of ASCII; 0 = USA.
  record NationalSet(int set) implements Style {}

  /// FS . : multi-byte characters off.
  record KanjiOff() implements Style {}

  /// FS & : multi-byte characters on.
  record KanjiOn() implements Style {}

  /// Where the next thing goes.
  sealed interface Place extends EscPosCommand {}

  /// ESC a n: 0 left, 1 centre, 2 right; heeded at the start of a line only.
  record Align(int side) implements Place {}

  /// ESC D n1 … NUL: columns of the tab stops, ascending.
  record TabStops(List<Integer> columns) implements Place {
    public TabStops {
      columns = List.copyOf(columns);
    }
  }

  /// HT.
  record Tab() implements Place {}

  /// ESC $ nL nH: from the left margin.
  record MoveTo(int dots) implements Place {}

  /// ESC \ nL nH: from where it is, to the left when negative.
  record MoveBy(int dots) implements Place {}

  /// GS L nL nH.
  record LeftMargin(int dots) implements Place {}

  /// GS W nL nH.
  record PrintWidth(int dots) implements Place {}

  /// ESC 3 n.
  record LineSpacing(int dots) implements Place {}

  /// ESC 2: 30 dots.
  record DefaultSpacing() implements Place {}

  /// ESC SP n: to the right of each character.
  record CharacterSpacing(int dots) implements Place {}

  /// What moves or cuts the paper.
  sealed interface Feed extends EscPosCommand {}

  /// LF: print the line.
  record LineFeed() implements Feed {}

  /// CR: nothing, on a printer set as ours are.
  record CarriageReturn() implements Feed {}

  /// FF: end of page where there are pages, print the line elsewhere.
  record FormFeed() implements Feed {}

  /// ESC d n.
  record FeedLines(int lines) implements Feed {}

  /// ESC J n.
  record FeedDots(int dots) implements Feed {}

  /// GS V, ESC i, ESC m.
  ///
  /// @param toCutter whether the paper is first fed to the knife, and `dots` beyond it
  record Cut(boolean partial, boolean toCutter, int dots) implements Feed {}

  /// Dots given one by one.
  sealed interface Picture extends EscPosCommand {}

  /// GS v 0: `rows` [RasterRow]s follow.
  ///
  /// @param mode bit 0 doubles the width, bit 1 the height
  record Raster(int mode, int widthBytes, int rows) implements Picture {}

  /// One row of the [Raster] under way, most significant bit left.
  record RasterRow(Bytes dots) implements Picture {}

  /// GS ( L and GS 8 L with m = 48: function 112 stores, 2 or 50 prints.
  record Graphics(int function, Bytes parameters) implements Picture {}

  /// ESC * m: columns of 8 (m 0, 1) or 24 dots (m 32, 33), most significant bit on top.
  record Columns(int mode, int count, Bytes dots) implements Picture {}

  /// Bar codes and two-dimensional symbols.
  sealed interface Symbol extends EscPosCommand {}

  /// GS ( k: `kind` (cn) 48 PDF417, 49 QR, 54 DataMatrix in Epson's numbers; `function` (fn) 65–81.
  record Symbol2d(int kind, int function, Bytes parameters) implements Symbol {}

  /// GS k m: systems 0–6 and 65–79.
  record Barcode(int system, Bytes data) implements Symbol {}

  /// GS h n.
  record BarcodeHeight(int dots) implements Symbol {}

  /// GS w n.
  record BarcodeModule(int dots) implements Symbol {}

  /// GS H n: 0 none, 1 above, 2 below, 3 both.
  record BarcodeCaption(int where) implements Symbol {}

  /// GS f n.
  record BarcodeFace(int font) implements Symbol {}

  /// Questions answered in the order of the print data.
  sealed interface Query extends EscPosCommand {}

  /// GS ( H function 48: answered with its four characters once all before it is on paper.
  record Fence(Bytes id) implements Query {}

  /// GS r n: 1 paper, 2 drawer.
  record AskSensor(int which) implements Query {}

  /// GS I n.
  record AskIdentity(int which) implements Query {}

  /// GS a n: automatic status back, a bit for each cause.
  record AutoStatus(int causes) implements Query {}

  /// GS g 2: a maintenance counter.
  record AskCounter(int which) implements Query {}

  /// GS E1 to E5 of Custom: 225 paper left, 226 cuts, 227 centimetres printed, 228 retractions, 229
  /// times switched on.
  record AskTally(int which) implements Query {}

  /// GS e 6 of Custom and Reliance: what is at the mouth, in one byte.
  record AskMouth() implements Query {}

  /// GS ( k function 82: how large the stored symbol would be, unprinted; `kind` as in [Symbol2d].
  record AskSymbolSize(int kind) implements Query {}

  /// What moves a cut ticket at the mouth (Custom, VKP80 and VKP80III manuals).
  sealed interface Mouth extends EscPosCommand {}

  /// GS e 32 m t: present `steps`, then after `seconds` pull back.
  record Present(int steps, int seconds) implements Mouth {}

  /// FS P: cut, present `steps` of 5 mm, then after `seconds` pull back or let go.
  record CutAndPresent(int steps, boolean blink, boolean retract, int seconds) implements Mouth {}

  /// GS e 2: pull back into the bin now.
  record Retract() implements Mouth {}

  /// GS e 5: let go.
  record Eject() implements Mouth {}

  /// Obeyed when received, wherever it stands in the stream, even inside a picture.
  sealed interface Realtime extends EscPosCommand {}

  /// DLE EOT n: 1 to 4, or 20 for the full status of Custom.
  record AskStatus(int which) implements Realtime {}

  /// DLE ENQ n: 1 go on from the failed line, 2 clear and go on.
  record Recover(int how) implements Realtime {}

  /// DLE DC4 8: both buffers cleared.
  record ClearBuffers() implements Realtime {}

  /// Other DLE DC4 functions: drawer, status by other means.
  record OtherRealtime(Bytes bytes) implements Realtime {}
}
