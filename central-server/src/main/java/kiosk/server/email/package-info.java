/// The e-mail address of an account: what an address is, whose it is, and how it is confirmed.
@NullMarked
package kiosk.server.email;

import org.jspecify.annotations.NullMarked;
