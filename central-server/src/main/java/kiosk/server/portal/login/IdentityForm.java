package kiosk.server.portal.login;

import java.util.List;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.server.online.Identity;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Block.Kind;
import kiosk.server.portal.Typed;

/// The fields by which somebody shows who they are (rule O1).
final class IdentityForm {

  private static final String NAME = "[\\p{L}\\p{M}][\\p{L}\\p{M} '’.-]*";
  private static final String POSTCODE = "[0-9]{5}";

  static Field nir(Typed typed) {
    return typed.field("nir", Kind.TEXT, "off");
  }

  /// All but the number.
  static List<Field> others(Typed typed) {
    return List.of(
        typed.field("surname", Kind.TEXT, "family-name"),
        typed.field("birth", Kind.DIGITS, "bday"),
        typed.field("postcode", Kind.DIGITS, "postal-code"));
  }

  /// Reads all but the number, noting every fault.
  static Optional<Identity> read(Typed typed, Optional<Nir> nir) {
    String surname = typed.matching("surname", NAME);
    String birth = typed.birthDate();
    String postcode = typed.matching("postcode", POSTCODE);
    return typed.good() && nir.isPresent()
        ? Optional.of(new Identity(surname, nir.get(), birth, postcode))
        : Optional.empty();
  }

  private IdentityForm() {}
}
