/// Mails to the insured: written with the effect they tell of, sent afterwards, by any node.
@NullMarked
package kiosk.server.mail;

import org.jspecify.annotations.NullMarked;
