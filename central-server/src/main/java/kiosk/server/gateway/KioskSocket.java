package kiosk.server.gateway;

import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import kiosk.contract.Addresses;

/// A kiosk on one socket: who it is, and which questions were put to it here. On one event loop.
final class KioskSocket {

  /// As many as [#owns] knows: nobody needs to listen on more.
  static final int OWN_ADDRESSES = 2;

  /// Questions that may wait for an answer at once; older ones are forgotten.
  private static final int QUESTIONS = 32;

  private final String name;
  private final X509Certificate certificate;
  private final Deque<String> questions = new ArrayDeque<>();

  KioskSocket(String name, X509Certificate certificate) {
    this.name = name;
    this.certificate = certificate;
  }

  String name() {
    return name;
  }

  X509Certificate certificate() {
    return certificate;
  }

  boolean owns(String address) {
    return address.equals(Addresses.newsOf(name)) || ownSelfTest(address);
  }

  boolean ownSelfTest(String address) {
    return address.equals(Addresses.selfTestOf(name));
  }

  void asked(String replyAddress) {
    questions.addLast(replyAddress);
    if (questions.size() > QUESTIONS) {
      questions.removeFirst();
    }
  }

  /// Once for each question.
  boolean mayAnswer(String replyAddress) {
    return questions.remove(replyAddress);
  }
}
