package kiosk.server.accesscode;

/// What somebody who tries a code has shown besides (rules C1, C9). It decides whether a wrong try
/// counts: who shows nothing cannot lock anybody out.
public enum Proof {
  /// The person's card in a kiosk's reader.
  CARD,
  /// Surname, NIR, birth date and postcode, all right; or a session that such data opened.
  IDENTITY,
  /// The NIR alone.
  NUMBER,
  /// Data that do not fit the person: no code is right with them.
  NONE
}
