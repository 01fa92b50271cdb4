package kiosk.server.pki;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a kiosk, as its certificate carries it: one subject alternative name of type URI,
/// `urn:kiosk:NAME` (RFC 5280, section 4.2.1.6).
public final class KioskName {

  private static final String PREFIX = "urn:kiosk:";
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  /// GeneralName's tag of uniformResourceIdentifier.
  private static final Integer URI = 6;

  /// The name in a certificate; empty when it has none, several, or one that is malformed.
  public static Optional<String> in(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names == null || names.size() != 1) {
        return Optional.empty();
      }
      List<?> name = names.iterator().next();
      if (!URI.equals(name.get(0)) || !(name.get(1) instanceof String uri)) {
        return Optional.empty();
      }
      return Optional.of(uri)
          .filter(u -> u.startsWith(PREFIX))
          .map(u -> u.substring(PREFIX.length()))
          .filter(KioskName::wellFormed);
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
  }

  /// 1–40 lower-case letters, digits and inner hyphens: it becomes part of bus addresses.
  public static boolean wellFormed(String name) {
    return FORM.matcher(name).matches();
  }

  static String urn(String name) {
    return PREFIX + name;
  }

  private KioskName() {}
}
