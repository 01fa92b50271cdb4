/// The account of an insured person, as kiosks and pages use it.
@NullMarked
package kiosk.server.account;

import org.jspecify.annotations.NullMarked;
