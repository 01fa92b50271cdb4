/// What the caisse paid to insured persons.
@NullMarked
package kiosk.server.payment;

import org.jspecify.annotations.NullMarked;
