package kiosk.simulators.card;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import kiosk.devices.apdu.BerTlv;
import kiosk.devices.link.Bytes;
import kiosk.simulators.persona.Persona;

/// What stands in the files of a carte Vitale, as far as three public readers tell.
final class Content {

  /// Length of the identity file of a card of few people; that of a larger family is the next
  /// multiple (our own modelling).
  private static final int IDENTITY_PART = 124;

  private Content() {}

  /// One template `65` for each person: name 80, first name 81, birth date 82, country 90; zeros to
  /// the end.
  static Bytes identities(List<Persona.OnCard> people) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Persona.OnCard person : people) {
      Bytes fields =
          join(
              text(0x80, person.surname()),
              text(0x81, person.givenName()),
              text(0x82, person.birthDate()),
              text(0x90, "FR"));
      out.writeBytes(new BerTlv(0x65, fields).encode().toArray());
    }
    int parts = Math.max(1, (out.size() + IDENTITY_PART - 1) / IDENTITY_PART);
    return Bytes.of(Arrays.copyOf(out.toByteArray(), parts * IDENTITY_PART));
  }

  /// One template `65` for each person: NIR 93, 15 characters.
  static Bytes nirs(List<Persona.OnCard> people) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Persona.OnCard person : people) {
      out.writeBytes(new BerTlv(0x65, text(0x93, person.nir())).encode().toArray());
    }
    return Bytes.of(out.toByteArray());
  }

  /// The list of applications and files: `E0 { A0 { 82: entry AID }, 80: name entry EF id }`.
  static Bytes pointers(Bytes mf, Bytes application, List<String> names, List<Integer> ids) {
    ByteArrayOutputStream files = new ByteArrayOutputStream();
    for (int i = 0; i < names.size(); i++) {
      int id = ids.get(i);
      Bytes name = Bytes.of("%-8s".formatted(names.get(i)).getBytes(StandardCharsets.ISO_8859_1));
      Bytes entry = Bytes.of(new byte[] {0, (byte) (i + 1), (byte) (id >> 8), (byte) id});
      files.writeBytes(new BerTlv(0x80, join(name, entry)).encode().toArray());
    }
    Bytes applications =
        new BerTlv(
                0xA0,
                join(
                    new BerTlv(0x82, join(Bytes.ofHex("0001 0000"), mf)).encode(),
                    new BerTlv(0x82, join(Bytes.ofHex("0002 0000"), application)).encode()))
            .encode();
    return new BerTlv(0xE0, join(applications, Bytes.of(files.toByteArray()))).encode();
  }

  /// One object of Latin-1 text.
  static Bytes text(int tag, String text) {
    return new BerTlv(tag, Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1))).encode();
  }

  static Bytes join(Bytes... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Bytes part : parts) {
      out.writeBytes(part.toArray());
    }
    return Bytes.of(out.toByteArray());
  }
}
