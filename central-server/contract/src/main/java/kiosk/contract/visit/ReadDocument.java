package kiosk.contract.visit;

import java.util.UUID;

/// Asks for a part of a document's PDF: a kiosk pulls bounded pages, and is never pushed to.
///
/// @param offset where the part starts, in bytes
/// @param length at most [#MAX_LENGTH]
public record ReadDocument(String session, UUID document, int offset, int length) {

  /// The longest part, in bytes.
  public static final int MAX_LENGTH = 32_768;

  public ReadDocument {
    if (offset < 0 || length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("part out of range");
    }
  }

  @Override
  public String toString() {
    return "ReadDocument[" + document + "]";
  }
}
