package kiosk.server.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of our own (RFC 5280), ECDSA P-256: its certificate, its key, and the
/// list of what it revoked.
final class Authority {

  static final Duration LIFE = Duration.ofDays(3_650);
  private static final Duration LEAF_LIFE = Duration.ofDays(397);

  /// Clocks of kiosks may be a little behind ours.
  private static final Duration SKEW = Duration.ofMinutes(10);

  private static final String SIGNATURE = "SHA256withECDSA";

  private final X509Certificate certificate;
  private final PrivateKey key;

  private Authority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /// What a certificate is for.
  ///
  /// @param names subject alternative names
  /// @param purposes extended key usages
  record Leaf(String commonName, List<GeneralName> names, List<KeyPurposeId> purposes) {
    Leaf {
      names = List.copyOf(names);
      purposes = List.copyOf(purposes);
    }
  }

  static Authority make(String commonName, Instant now)
      throws GeneralSecurityException, IOException {
    KeyPair pair = newPair();
    X500Name name = new X500Name("CN=" + commonName);
    try {
      X509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), now, LIFE);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return new Authority(signed(builder, pair.getPrivate()), pair.getPrivate());
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  static Authority read(Path certificate, Path key) throws GeneralSecurityException, IOException {
    return new Authority(certificate(certificate), Pem.privateKey(key, "EC"));
  }

  void write(Path certificateFile, Path keyFile) throws GeneralSecurityException, IOException {
    Pem.writePrivate(keyFile, "PRIVATE KEY", key.getEncoded());
    writeCertificate(certificateFile);
  }

  void writeCertificate(Path file) throws GeneralSecurityException, IOException {
    Pem.writePublic(file, "CERTIFICATE", certificate.getEncoded());
  }

  /// Makes a key pair and a certificate for it, and writes both.
  void issue(Leaf leaf, Path certificateFile, Path keyFile, Instant from, Duration life)
      throws GeneralSecurityException, IOException {
    KeyPair pair = newPair();
    X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    try {
      X509v3CertificateBuilder builder =
          builder(issuer, new X500Name("CN=" + leaf.commonName()), pair.getPublic(), from, life);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(leaf.purposes().toArray(KeyPurposeId[]::new)));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(leaf.names().toArray(GeneralName[]::new)));
      X509Certificate issued = signed(builder, key);
      Pem.writePrivate(keyFile, "PRIVATE KEY", pair.getPrivate().getEncoded());
      Pem.writePublic(certificateFile, "CERTIFICATE", issued.getEncoded());
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  void issue(Leaf leaf, Path certificateFile, Path keyFile, Instant now)
      throws GeneralSecurityException, IOException {
    issue(leaf, certificateFile, keyFile, now, LEAF_LIFE);
  }

  /// Writes the list of revoked certificates anew, with one more if given.
  void writeRevocations(Path file, Collection<BigInteger> serials, Instant now)
      throws GeneralSecurityException, IOException {
    JcaX509v2CRLBuilder builder =
        new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(now));
    builder.setNextUpdate(Date.from(now.plus(LIFE)));
    serials.forEach(serial -> builder.addCRLEntry(serial, Date.from(now), 0));
    try {
      byte[] list = builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)).getEncoded();
      Pem.writePublic(file, "X509 CRL", list);
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  static X509Certificate certificate(Path file) throws GeneralSecurityException, IOException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  static X509CRL revocations(Path file) throws GeneralSecurityException, IOException {
    return (X509CRL)
        CertificateFactory.getInstance("X.509")
            .generateCRL(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey of, Instant from, Duration life)
      throws GeneralSecurityException, CertIOException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(127, new SecureRandom()).setBit(126),
            Date.from(from.minus(SKEW)),
            Date.from(from.plus(life)),
            subject,
            of);
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(of));
    return builder;
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
  }

  private static KeyPair newPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
