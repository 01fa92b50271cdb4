package kiosk.devices.vitale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.cardreader.CardChannel;
import kiosk.devices.cardreader.CardException;
import kiosk.devices.cardreader.CardKind;
import kiosk.devices.link.Bytes;
import org.junit.jupiter.api.Test;

/// Reading a card whose every answer is written down here, byte for byte.
class VitaleReaderTest {

  private static final Bytes VITALE = Bytes.ofHex("3B 75 13 00 00 44 09 EA 90 00");
  private static final String PADDING = " 00".repeat(124 - 31);
  private static final String IDENTITY =
      "65 1D 80 06 4C 45 52 4F 55 58 81 05 4D 41 52 49 45 82 08 31 39 38 35 30 33 31 34 90 02 46 52";
  private static final String NIR = "65 11 93 0F 32 38 35 30 33 34 34 31 30 39 30 32 37 32 38";

  private static final int MUTATED = 1_000_000;

  private int exchanges;

  @Test
  void aLoneHolderIsReadInFourExchanges() throws CardException {
    CardReading reading = read(IDENTITY + PADDING, NIR);
    CardPerson holder = ((CardReading.Vitale) reading).holder();
    assertThat(holder.nir()).isEqualTo("285034410902728");
    assertThat(holder.surname()).isEqualTo("LEROUX");
    assertThat(holder.givenName()).isEqualTo("MARIE");
    assertThat(holder.birthDate()).isEqualTo("19850314");
    assertThat(exchanges).isEqualTo(4);
  }

  @Test
  void contentOfAnotherFormIsNamedByItsFileAndNotByItsContent() throws CardException {
    assertThat(read("80 01 41" + PADDING, NIR)).isEqualTo(new CardReading.Malformed("identities"));
    assertThat(read("00".repeat(124), NIR)).isEqualTo(new CardReading.Malformed("identities"));
    assertThat(read(IDENTITY + PADDING, "65 02 93 00")).isEqualTo(new CardReading.Malformed("NIR"));
    assertThat(read(IDENTITY + PADDING, NIR.replace("32 38", "32 41")))
        .isEqualTo(new CardReading.Malformed("NIR"));
  }

  /// Both files mutated and cut; what the reading says of it is one of its known words, after a
  /// number of exchanges that is bounded whatever the files say.
  @Test
  void aMillionMutatedFilesNeverHangNorCrashTheReading() throws CardException {
    Random random = new Random(20_261_121);
    Bytes identity = Bytes.ofHex(IDENTITY + PADDING);
    Bytes nir = Bytes.ofHex(NIR);
    Map<Class<?>, Integer> seen = new HashMap<>();
    int most = 0;
    for (int i = 0; i < MUTATED; i++) {
      CardReading reading = read(mutate(identity, random), mutate(nir, random));
      seen.merge(reading.getClass(), 1, Integer::sum);
      most = Math.max(most, exchanges);
    }
    assertThat(seen).containsOnlyKeys(CardReading.Vitale.class, CardReading.Malformed.class);
    assertThat(seen.values()).allMatch(count -> count > MUTATED / 10);
    assertThat(most).isLessThanOrEqualTo(4 + 2048 / 124);
  }

  @Test
  void cardsAreNamedByTheirAnswerToReset() {
    Map<String, CardKind> kinds =
        Map.of(
            "3B 75 13 00 00 49 09 EA 90 00", CardKind.VITALE,
            "3B 75 13 00 00 45 09 FA 90 00", CardKind.VITALE,
            "3F 65 25 00 22 09 F9 90 00", CardKind.VITALE_1,
            "3F 65 25 00 A4 09 6A 90 00", CardKind.VITALE_1,
            "3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00", CardKind.PROFESSIONAL,
            "3B 67 00 00 2D 20 16 01 78 90 00", CardKind.FOREIGN,
            "3B 75 13 00 00 44 09 EA 90", CardKind.FOREIGN);
    kinds.forEach((atr, kind) -> assertThat(CardKind.of(Bytes.ofHex(atr))).isEqualTo(kind));
  }

  private CardReading read(String identities, String nirs) throws CardException {
    return read(Bytes.ofHex(identities), Bytes.ofHex(nirs));
  }

  private CardReading read(Bytes identities, Bytes nirs) throws CardException {
    exchanges = 0;
    return VitaleReader.read(
        new CardChannel() {
          private Bytes file = identities;

          @Override
          public Bytes atr() {
            return VITALE;
          }

          @Override
          public ResponseApdu transmit(CommandApdu command) {
            exchanges++;
            if (command.ins() == 0xA4) {
              file = command.p1() == 4 ? nirs : file;
              return new ResponseApdu(Bytes.EMPTY, 0x6113);
            }
            int offset = command.p1() == 0x82 ? 0 : command.p1() << 8 | command.p2();
            int from = Math.min(offset, file.length());
            int to = Math.min(from + command.le(), file.length());
            return new ResponseApdu(file.slice(from, to), from == to ? 0x6B00 : 0x9000);
          }
        });
  }

  /// Up to three bytes changed where the fields are, and one file in eight cut or doubled.
  private static Bytes mutate(Bytes file, Random random) {
    byte[] bytes =
        switch (random.nextInt(16)) {
          case 0 -> Arrays.copyOf(file.toArray(), random.nextInt(file.length()));
          case 1 -> Arrays.copyOf(file.toArray(), 2 * file.length());
          default -> file.toArray();
        };
    for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
      bytes[random.nextInt(Math.min(bytes.length, 40))] = (byte) random.nextInt();
    }
    return Bytes.of(bytes);
  }
}
