package kiosk.simulators.tap;

/// What some bytes on a line say.
///
/// @param name in the words of their standard
/// @param detail what of it belongs to nobody
/// @param personal what may be a person's; empty when nothing may
public record Said(String name, String detail, String personal) {

  public Said {
    name = name.strip();
    detail = detail.strip();
  }

  static Said plainly(String name, String detail) {
    return new Said(name, detail, "");
  }

  /// Without what may be a person's.
  @Override
  public String toString() {
    return detail.isEmpty() ? name : name + " " + detail;
  }
}
