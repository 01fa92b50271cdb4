package kiosk.contract.visit;

/// A part of a document.
///
/// @param total the document's length in bytes, 0 when there is no such document for this session
/// @param base64 the bytes of this part
public record DocumentPage(int total, String base64) {
  @Override
  public String toString() {
    return "DocumentPage[" + total + "]";
  }
}
