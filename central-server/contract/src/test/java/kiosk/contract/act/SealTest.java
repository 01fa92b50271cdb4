package kiosk.contract.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SealTest {

  private static final byte[] CONTENT = "{\"code\":\"4821\"}".getBytes(StandardCharsets.UTF_8);

  private static final byte[] REPLY = "{\"surname\":\"X\"}".getBytes(StandardCharsets.UTF_8);

  private final KeyPair server = pair();

  @Test
  void whatIsClosedIsOpenedByTheKeyAlone() throws Exception {
    byte[] sealed = Seal.close(CONTENT, server.getPublic());
    assertThat(Seal.open(sealed, server.getPrivate()).content()).isEqualTo(CONTENT);
    assertThatThrownBy(() -> Seal.open(sealed, pair().getPrivate()))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void aSealIsAnEncapsulationAndATagLongerThanItsContent() {
    assertThat(Seal.close(CONTENT, server.getPublic())).hasSize(32 + CONTENT.length + 16);
    assertThat(Seal.close(CONTENT, server.getPublic()))
        .isNotEqualTo(Seal.close(CONTENT, server.getPublic()));
  }

  @Test
  void anyAlteredBitIsFound() {
    byte[] sealed = Seal.close(CONTENT, server.getPublic());
    // Bit 255 of an X25519 public value is ignored by definition (RFC 7748, section 5).
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      if (bit == 255) {
        continue;
      }
      byte[] altered = sealed.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> Seal.open(altered, server.getPrivate()))
          .as("bit " + bit)
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void anyTruncationIsFound() {
    byte[] sealed = Seal.close(CONTENT, server.getPublic());
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> Seal.open(cut, server.getPrivate()))
          .as("length " + length)
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void aReplyIsOpenedByWhoeverAskedAlone() throws Exception {
    Seal.Question question = Seal.ask(CONTENT, server.getPublic());
    Seal.Opened opened = Seal.open(question.sealed(), server.getPrivate());
    assertThat(opened.content()).isEqualTo(CONTENT);
    byte[] reply = opened.reply(REPLY);
    assertThat(question.open(reply)).isEqualTo(REPLY);
    assertThat(opened.reply(REPLY)).isNotEqualTo(reply);
    Seal.Opened again = Seal.open(question.sealed(), server.getPrivate());
    assertThat(again.open(reply)).as("kept, and asked for again").isEqualTo(REPLY);
    Seal.Question another = Seal.ask(CONTENT, server.getPublic());
    assertThatThrownBy(() -> another.open(reply)).isInstanceOf(GeneralSecurityException.class);
    for (int bit = 0; bit < reply.length * 8; bit++) {
      byte[] altered = reply.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> question.open(altered))
          .as("bit " + bit)
          .isInstanceOf(GeneralSecurityException.class);
    }
    assertThatThrownBy(() -> question.open(Arrays.copyOf(reply, 11)))
        .isInstanceOf(GeneralSecurityException.class);
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("X25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
