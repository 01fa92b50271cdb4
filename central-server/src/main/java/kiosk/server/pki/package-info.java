/// Development certificates: authorities, nodes, kiosks, the seal's keys, and what is revoked.
@NullMarked
package kiosk.server.pki;

import org.jspecify.annotations.NullMarked;
