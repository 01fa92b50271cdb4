package kiosk.devices.apdu;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.devices.link.Bytes;

/// One BER-TLV data object (ISO/IEC 7816-4, section 5.2.2) of definite length, with a tag of one or
/// two bytes and a length of at most two bytes after the 8x byte.
///
/// @param tag such as 0x65 or 0x7F21
/// @param value the value field as it is
public record BerTlv(int tag, Bytes value) {

  /// What was read from a row of data objects.
  ///
  /// @param objects those that are whole, in order
  /// @param cutAt where the first object starts that runs over the end, or -1 when none does
  public record Row(List<BerTlv> objects, int cutAt) {
    public Row {
      objects = List.copyOf(objects);
    }

    /// Whether the row ends with its last object, padding apart.
    public boolean whole() {
      return cutAt < 0;
    }
  }

  /// Reads objects one after the other. `00` before, between and after objects is padding
  /// (section 5.2.2.1).
  ///
  /// @return nothing when a tag or a length has a form that is not allowed here
  public static Optional<Row> parse(Bytes bytes) {
    List<BerTlv> objects = new ArrayList<>();
    int at = 0;
    while (at < bytes.length()) {
      if (bytes.at(at) == 0) {
        at++;
        continue;
      }
      Header header = Header.at(bytes, at);
      if (header.wrong) {
        return Optional.empty();
      }
      if (header.length > bytes.length() - header.end) {
        return Optional.of(new Row(objects, at));
      }
      int next = header.end + header.length;
      objects.add(new BerTlv(header.tag, bytes.slice(header.end, next)));
      at = next;
    }
    return Optional.of(new Row(objects, -1));
  }

  /// Reads a value that must be a whole row.
  public static Optional<List<BerTlv>> parseWhole(Bytes bytes) {
    return parse(bytes).filter(Row::whole).map(Row::objects);
  }

  /// The first object with this tag.
  public static Optional<BerTlv> find(List<BerTlv> objects, int tag) {
    return objects.stream().filter(o -> o.tag == tag).findFirst();
  }

  /// The object as bytes, its length in as few as possible.
  public Bytes encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (tag > 0xFF) {
      out.write(tag >> 8);
    }
    out.write(tag);
    int length = value.length();
    if (length > 0xFF) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 0x7F) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(value.toArray());
    return Bytes.of(out.toByteArray());
  }

  /// The tag only: values are personal.
  @Override
  public String toString() {
    return "%X (%s)".formatted(tag, value);
  }

  /// Tag and length of one object.
  ///
  /// @param end where the value starts
  /// @param length of the value, or a huge one when the header itself is cut
  private record Header(int tag, int end, int length, boolean wrong) {

    private static final Header WRONG = new Header(0, 0, 0, true);
    private static final Header CUT = new Header(0, 0, Integer.MAX_VALUE, false);

    static Header at(Bytes bytes, int start) {
      int at = start;
      int tag = bytes.at(at++);
      if ((tag & 0x1F) == 0x1F) {
        if (at == bytes.length()) {
          return CUT;
        }
        int second = bytes.at(at++);
        if (second > 0x7F) {
          return WRONG;
        }
        tag = tag << 8 | second;
      }
      if (at == bytes.length()) {
        return CUT;
      }
      int first = bytes.at(at++);
      return first < 0x80
          ? new Header(tag, at, first, false)
          : longForm(bytes, at, tag, first & 0x7F);
    }

    private static Header longForm(Bytes bytes, int at, int tag, int count) {
      if (count < 1 || count > 2) {
        return WRONG;
      }
      if (count > bytes.length() - at) {
        return CUT;
      }
      int length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | bytes.at(at + i);
      }
      return new Header(tag, at + count, length, false);
    }
  }
}
