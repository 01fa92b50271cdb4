package kiosk.devices.vitale;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static final String PADDING = " 00".repeat(124 - 31);
  private static final String IDENTITY =
      "65 1D 80 06 4C 45 52 4F 55 58 81 05 4D 41 52 49 45 82 08 31 39 38 35 30 33 31 34 90 02 46 52";
  private static final String NIR = "65 11 93 0F 32 38 35 30 33 34 34 31 30 39 30 32 37 32 38";

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

  @Test
  void mutatedFilesNeverHangNorCrashTheReading() throws CardException {
    Random random = new Random(20_261_121);
    for (int i = 0; i < 100_000; i++) {
      CardReading reading = read(mutate(IDENTITY + PADDING, random), mutate(NIR, random));
      assertThat(reading).isNotInstanceOf(CardReading.Failed.class);
    }
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
    exchanges = 0;
    return VitaleReader.read(
        new CardChannel() {
          private Bytes file = Bytes.ofHex(identities);

          @Override
          public Bytes atr() {
            return Bytes.ofHex("3B 75 13 00 00 44 09 EA 90 00");
          }

          @Override
          public ResponseApdu transmit(CommandApdu command) {
            exchanges++;
            if (command.ins() == 0xA4) {
              file = command.p1() == 4 ? Bytes.ofHex(nirs) : file;
              return new ResponseApdu(Bytes.EMPTY, 0x6113);
            }
            int from = Math.min(command.p1() == 0x82 ? 0 : command.p2(), file.length());
            int to = Math.min(from + command.le(), file.length());
            return new ResponseApdu(file.slice(from, to), from == to ? 0x6B00 : 0x9000);
          }
        });
  }

  private static String mutate(String hex, Random random) {
    byte[] bytes = Bytes.ofHex(hex).toArray();
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      bytes[random.nextInt(Math.min(bytes.length, 40))] = (byte) random.nextInt();
    }
    return Bytes.of(bytes).hex();
  }
}
